// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Contexts.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallSet.h"
#include <map>

namespace gfpcheck::link {

using analysis::Value;
using model::ContextKind;
using summary::ArgIs;
using summary::ParamIs;

namespace {

static_assert(model::NumContextKinds <= EntryLocked);
constexpr uint32_t Entries = 1u << EntryUnknown | 1u << EntryMaySleep;
/// What a function is asked for on one way down; more is left out.
constexpr size_t MaxNeeds = 4;
/// Different needs of one function that are kept apart.
constexpr unsigned MaxVariants = 8;
constexpr unsigned MaxVisits = 4'000'000;
/// Cost of a call, and of a pointer that may mean several functions.
constexpr unsigned CallCost = 1, GuessCost = 3;

using Needs = std::vector<ParamIs>;

/// Adds a need; false if it contradicts another.
bool require(Needs &All, uint32_t Param, const Value &Is) {
  for (ParamIs &N : All)
    if (N.Param == Param)
      return analysis::meet(N.Is, Is);
  if (All.size() < MaxNeeds)
    All.push_back({Param, Is});
  return true;
}

/// What must hold of the caller's parameters for the call, given what the
/// callee needs of its own; nothing if the arguments say that it is not.
std::optional<Needs> needsAbove(const IndexWay &W, const Needs &Below) {
  Needs Out;
  for (const ParamIs &N : W.If)
    if (!require(Out, N.Param, N.Is))
      return std::nullopt;
  for (const ParamIs &N : Below)
    for (const ArgIs &A : W.Args) {
      if (A.Index != N.Param)
        continue;
      Value V = A.Is;
      if (A.Param ? !require(Out, A.Param - 1, N.Is) : !analysis::meet(V, N.Is))
        return std::nullopt;
    }
  llvm::sort(Out, [](const ParamIs &A, const ParamIs &B) {
    return A.Param < B.Param;
  });
  return Out;
}

/// Visits functions in the order of their distance upwards.
class Search {
public:
  explicit Search(const Index &I) : I(I) {}

  /// A function, reached upwards from the target with the wish for Kinds.
  struct Visit {
    uint32_t Function = 0;
    uint32_t Kinds = 0;
    int Below = -1;    ///< The visit of the callee; none for the target.
    uint32_t Call = 0; ///< Of Function, that leads there.
    uint32_t Way = 0;
    /// What was given up between here and the target.
    model::ContextMask Dropped = 0;
    Needs Wanted;
  };

  /// Found says what to do with a visit: it is shown each, nearest first, with
  /// the kinds that nobody nearer was asked for. It returns those still wanted.
  template <class Fn>
  void run(llvm::ArrayRef<uint32_t> Targets, uint32_t Kinds, bool Prune,
           Fn &&Found);

  /// The calls from V down to the target.
  std::vector<ChainStep> chain(const Visit &V) const;
  const Visit &visit(int V) const { return Visits[V]; }

private:
  struct Variant {
    Needs Wanted;
    model::ContextMask Dropped = 0;
    uint32_t Kinds = 0;
  };

  void push(unsigned Cost, Visit V);
  /// What a chain from above can bring to F, if Dropped is let go below.
  uint32_t possible(uint32_t F, model::ContextMask Dropped) const {
    uint32_t Mask = I.possible(F);
    return Dropped && (Mask >> EntryLocked & 1) ? Mask | Entries : Mask;
  }
  template <class Fn> void expand(unsigned Cost, int V, bool Prune, Fn &Begun);

  const Index &I;
  std::vector<Visit> Visits;
  std::vector<std::vector<int>> Queue; ///< By cost.
  llvm::DenseMap<uint32_t, llvm::SmallVector<Variant, 1>> Seen;
};

void Search::push(unsigned Cost, Visit V) {
  auto &Variants = Seen[V.Function];
  // Less was wanted there before, so all that comes of this came of that.
  for (const Variant &Old : Variants)
    if ((Old.Wanted.empty() || Old.Wanted == V.Wanted) &&
        !(V.Dropped & ~Old.Dropped))
      V.Kinds &= ~Old.Kinds;
  if (!V.Kinds || Visits.size() >= MaxVisits)
    return;
  if (Variants.size() >= MaxVariants)
    V.Wanted.clear();
  auto *Same = llvm::find_if(Variants, [&](const Variant &O) {
    return O.Wanted == V.Wanted && O.Dropped == V.Dropped;
  });
  if (Same == Variants.end()) {
    Variants.push_back({V.Wanted, V.Dropped, 0});
    Same = &Variants.back();
  }
  Same->Kinds |= V.Kinds;
  if (Queue.size() <= Cost)
    Queue.resize(Cost + 1);
  Queue[Cost].push_back(int(Visits.size()));
  Visits.push_back(std::move(V));
}

template <class Fn>
void Search::expand(unsigned Cost, int Number, bool Prune, Fn &Begun) {
  const uint32_t Self = Visits[Number].Function;
  for (const IndexCaller &C : I.function(Self).Callers) {
    const IndexFunction &Caller = I.function(C.Function);
    if (C.Call >= Caller.Calls.size())
      continue;
    const IndexCall &Call = Caller.Calls[C.Call];
    unsigned Step = Call.Targets.size() > 1 ? GuessCost : CallCost;
    for (uint32_t W = 0; W != Call.Ways.size(); ++W) {
      const IndexWay &Way = Call.Ways[W];
      auto Above = needsAbove(Way, Visits[Number].Wanted);
      if (!Above)
        continue;
      uint32_t Held = 0;
      for (uint32_t H : Way.Held)
        if (!Caller.Begins[H].Unsure)
          Held |= maskOf(Caller.Begins[H].Kind);
      Visit V;
      V.Function = C.Function;
      V.Below = Number;
      V.Call = C.Call;
      V.Way = W;
      V.Wanted = std::move(*Above);
      V.Kinds = Visits[Number].Kinds & ~Way.GivenUp & ~Way.CallerIsNot;
      if (uint32_t Here = Held & Visits[Number].Kinds)
        Begun(V, Here, Cost + Step);
      V.Dropped = Visits[Number].Dropped;
      if (Held & I.forbidden() & ~V.Dropped)
        V.Kinds &= ~Entries;
      V.Dropped = (V.Dropped & ~Held) | Way.GivenUp;
      if (Prune)
        V.Kinds &= possible(C.Function, V.Dropped);
      if (V.Kinds)
        push(Cost + Step, std::move(V));
    }
  }
}

template <class Fn>
void Search::run(llvm::ArrayRef<uint32_t> Targets, uint32_t Kinds, bool Prune,
                 Fn &&Found) {
  uint32_t Wanted = Kinds;
  for (uint32_t T : Targets) {
    Visit V;
    V.Function = T;
    V.Kinds = Kinds;
    push(0, std::move(V));
  }
  // Contexts that begin at a call are found when their distance comes up.
  std::map<unsigned, std::vector<std::pair<Visit, uint32_t>>> Begun;
  auto Note = [&](const Visit &V, uint32_t Here, unsigned Cost) {
    Begun[Cost].push_back({V, Here});
  };
  for (unsigned Cost = 0; Wanted && (Cost < Queue.size() || !Begun.empty());
       ++Cost) {
    if (auto It = Begun.find(Cost); It != Begun.end()) {
      for (auto &[V, Here] : It->second)
        Wanted &= Found(V, Here & Wanted, true);
      Begun.erase(It);
    }
    for (size_t N = 0; Cost < Queue.size() && N != Queue[Cost].size(); ++N) {
      int V = Queue[Cost][N];
      Visit Copy = Visits[V];
      Wanted &= Found(Copy, Copy.Kinds & Wanted, false);
      Visits[V].Kinds &= Wanted;
      if (Visits[V].Kinds)
        expand(Cost, V, Prune, Note);
    }
  }
}

std::vector<ChainStep> Search::chain(const Visit &From) const {
  std::vector<ChainStep> Out;
  for (const Visit *V = &From; V->Below >= 0; V = &Visits[V->Below]) {
    const IndexCall &C = I.function(V->Function).Calls[V->Call];
    Out.push_back({V->Function, Visits[V->Below].Function, C.Ways[V->Way].Where,
                   C.Pointer, C.Pointer ? C.Name : "", C.Targets.size()});
  }
  return Out;
}

uint32_t rootKinds(const IndexRoot &R) {
  uint32_t Mask = 0;
  for (ContextKind K : R.Contexts)
    Mask |= maskOf(K);
  if (!R.Forbidden || R.AlsoProcess)
    Mask |= 1u << EntryMaySleep;
  return Mask;
}

} // namespace

std::vector<ContextWitness> findContexts(const Index &I,
                                         llvm::ArrayRef<uint32_t> Targets) {
  uint32_t Kinds = 0;
  for (uint32_t T : Targets)
    Kinds |= I.possible(T) & ~(1u << EntryLocked);
  std::map<unsigned, ContextWitness> Best;
  Search S(I);
  auto Found = [&](const Search::Visit &V, uint32_t Asked, bool Begins) {
    uint32_t Done = 0;
    auto Add = [&](unsigned Kind, const IndexBegin *B, const IndexRoot *R) {
      if (!(Asked >> Kind & 1) || (Done >> Kind & 1))
        return;
      Done |= 1u << Kind;
      Best.try_emplace(Kind,
                       ContextWitness{Kind, V.Function, B, R, S.chain(V)});
    };
    const IndexFunction &F = I.function(V.Function);
    if (Begins) {
      for (uint32_t H : F.Calls[V.Call].Ways[V.Way].Held)
        if (!F.Begins[H].Unsure)
          Add(unsigned(F.Begins[H].Kind), &F.Begins[H], nullptr);
      return ~Done;
    }
    for (const IndexRoot &R : F.Roots)
      for (unsigned Kind = 0; Kind != 32; ++Kind)
        if (rootKinds(R) >> Kind & 1)
          Add(Kind, nullptr, &R);
    if (F.Roots.empty() && F.Callers.empty())
      Add(EntryUnknown, nullptr, nullptr);
    return ~Done;
  };
  S.run(Targets, Kinds, /*Prune=*/true, Found);
  std::vector<ContextWitness> Out;
  for (auto &[Kind, W] : Best)
    Out.push_back(std::move(W));
  return Out;
}

std::optional<Chain> findChain(const Index &I, llvm::ArrayRef<uint32_t> From,
                               llvm::ArrayRef<uint32_t> To) {
  // One bit that nothing takes away: only calls matter.
  constexpr uint32_t Any = 1u << EntryLocked;
  std::optional<Chain> Out;
  Search S(I);
  S.run(To, Any, /*Prune=*/false,
        [&](const Search::Visit &V, uint32_t Asked, bool) {
          if (!Asked || V.Below < 0 || !llvm::is_contained(From, V.Function))
            return ~0u;
          Out.emplace();
          std::vector<std::pair<uint32_t, const IndexBegin *>> Held;
          auto Pass = [&](const Search::Visit &At) {
            const IndexFunction &F = I.function(At.Function);
            const IndexWay &W = F.Calls[At.Call].Ways[At.Way];
            llvm::erase_if(Held, [&](const auto &H) {
              return W.GivenUp & maskOf(H.second->Kind);
            });
            for (uint32_t H : W.Held)
              Held.push_back({At.Function, &F.Begins[H]});
          };
          const Search::Visit *At = &V;
          for (; At->Below >= 0; At = &S.visit(At->Below))
            Pass(*At);
          Out->Steps = S.chain(V);
          Out->Held = std::move(Held);
          return 0u;
        });
  return Out;
}

} // namespace gfpcheck::link
