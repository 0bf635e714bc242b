// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Entries.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

namespace gfpcheck::link {

using model::ContextMask;
using summary::ArgIs;
using summary::ParamIs;

namespace {

/// Different values of one function's parameters that are kept apart; with more
/// nothing is known of them.
constexpr unsigned MaxVariants = 8;
constexpr uint32_t None = ~uint32_t(0);

/// What is known of parameters, in their order.
using Values = llvm::SmallVector<ParamIs, 0>;

/// Does all that agrees with A agree with B?
bool covers(const Values &B, const Values &A) {
  return llvm::all_of(
      B, [&](const ParamIs &P) { return llvm::is_contained(A, P); });
}

class Search {
public:
  Search(std::deque<IndexFunction> &Functions,
         llvm::ArrayRef<uint32_t> Relevant, ContextMask Forbidden)
      : Functions(Functions), Relevant(Relevant), Forbidden(Forbidden),
        Seen(Functions.size()) {}

  void run() {
    findReleases();
    begin();
    for (unsigned Cost = 0; Cost < Queue.size(); ++Cost) {
      // Later costs are added meanwhile, never this one.
      std::vector<Arrival> Now = std::move(Queue[Cost]);
      Queue[Cost] = {};
      for (Arrival &A : Now)
        enter(Cost, std::move(A));
    }
    write();
  }

private:
  /// The function is entered over a call, or from outside.
  struct Arrival {
    uint32_t Function = 0, Kinds = 0;
    uint32_t Caller = NoCaller, Call = 0, Way = 0;
    uint32_t Above = None; ///< Index into Steps.
    /// Held since the entry; only FromOutside goes on then.
    ContextMask Held = 0;
    Values Is;
  };
  /// What remains of it once it was followed.
  struct Step {
    uint32_t Function = 0, Kinds = 0, Cost = 0;
    uint32_t Caller = NoCaller, Call = 0, Way = 0, Above = None;
    bool Wanted = false;
  };
  struct Variant {
    Values Is;
    ContextMask Held = 0;
    uint32_t Kinds = 0;
  };

  void findReleases();
  void begin();
  void enter(unsigned Cost, Arrival A);
  void push(unsigned Cost, Arrival A);
  uint32_t unseen(const Arrival &A) const;
  void follow(unsigned Cost, const Arrival &A, uint32_t Number);
  bool agree(Values &Is, const IndexWay &W) const;
  Values below(const Values &Is, const IndexWay &W, uint32_t Callee) const;
  ContextMask held(uint32_t Caller, const IndexWay &W) const;
  void write();

  std::deque<IndexFunction> &Functions;
  llvm::ArrayRef<uint32_t> Relevant;
  const ContextMask Forbidden;
  /// What a function, or one below it, gives up of its callers' contexts.
  std::vector<ContextMask> Releases;
  std::vector<std::vector<Arrival>> Queue; ///< By cost.
  std::vector<Step> Steps;                 ///< In the order of costs.
  std::vector<llvm::SmallVector<Variant, 0>> Seen;
};

void Search::findReleases() {
  Releases.assign(Functions.size(), 0);
  std::vector<uint32_t> Work(Functions.size());
  std::iota(Work.rbegin(), Work.rend(), 0);
  while (!Work.empty()) {
    uint32_t F = Work.back();
    Work.pop_back();
    ContextMask Mask = Releases[F];
    for (const IndexCall &C : Functions[F].Calls) {
      for (const IndexWay &W : C.Ways)
        Mask |= W.GivenUp & Forbidden;
      for (uint32_t T : C.Targets)
        Mask |= Releases[T];
    }
    if (Mask == Releases[F])
      continue;
    Releases[F] = Mask;
    for (const IndexCaller &C : Functions[F].Callers)
      Work.push_back(C.Function);
  }
}

ContextMask Search::held(uint32_t Caller, const IndexWay &W) const {
  ContextMask Mask = 0;
  for (uint32_t H : W.Held)
    if (!Functions[Caller].Begins[H].Unsure)
      Mask |= maskOf(Functions[Caller].Begins[H].Kind);
  return Mask;
}

/// Learns what the way asks of the caller's parameters; false if that cannot
/// be.
bool Search::agree(Values &Is, const IndexWay &W) const {
  for (const ParamIs &If : W.If) {
    auto It = llvm::lower_bound(Is, If, [](const ParamIs &A, const ParamIs &B) {
      return A.Param < B.Param;
    });
    if (It == Is.end() || It->Param != If.Param)
      Is.insert(It, If);
    else if (!analysis::meet(It->Is, If.Is))
      return false;
  }
  return true;
}

/// What the callee's parameters are known to be, as far as it matters.
Values Search::below(const Values &Is, const IndexWay &W,
                     uint32_t Callee) const {
  Values Out;
  for (const ArgIs &A : W.Args) {
    if (A.Index >= MaxParams || !(Relevant[Callee] >> A.Index & 1))
      continue;
    if (!A.Param) {
      Out.push_back({A.Index, A.Is});
      continue;
    }
    auto It = llvm::find_if(
        Is, [&](const ParamIs &P) { return P.Param == A.Param - 1; });
    if (It != Is.end())
      Out.push_back({A.Index, It->Is});
  }
  llvm::sort(Out, [](const ParamIs &A, const ParamIs &B) {
    return A.Param < B.Param;
  });
  return Out;
}

/// Where contexts begin: outside of the program, and at calls with something
/// held.
void Search::begin() {
  for (uint32_t F = 0; F != Functions.size(); ++F) {
    const IndexFunction &Fn = Functions[F];
    Arrival A;
    A.Function = F;
    for (const IndexRoot &R : Fn.Roots)
      A.Kinds |= entryKinds(R);
    if (Fn.Roots.empty() && Fn.Callers.empty())
      A.Kinds = 1u << EntryUnknown;
    push(0, std::move(A));
    for (uint32_t C = 0; C != Fn.Calls.size(); ++C)
      for (uint32_t W = 0; W != Fn.Calls[C].Ways.size(); ++W) {
        const IndexWay &Way = Fn.Calls[C].Ways[W];
        const uint32_t Kinds = held(F, Way);
        Values Is;
        if (!Kinds || !agree(Is, Way))
          continue;
        const unsigned Cost = callCost(Fn.Calls[C]);
        for (uint32_t T : Fn.Calls[C].Targets)
          push(Cost, {T, Kinds, F, C, W, None, 0, below(Is, Way, T)});
      }
  }
}

/// The kinds of A that did not come by an earlier way that says less.
uint32_t Search::unseen(const Arrival &A) const {
  uint32_t Kinds = A.Kinds;
  for (const Variant &V : Seen[A.Function])
    if ((V.Kinds & Kinds) && !(V.Held & ~A.Held) && covers(V.Is, A.Is))
      Kinds &= ~V.Kinds;
  return Kinds;
}

void Search::push(unsigned Cost, Arrival A) {
  A.Kinds = unseen(A);
  if (!A.Kinds)
    return;
  if (Queue.size() <= Cost)
    Queue.resize(Cost + 1);
  Queue[Cost].push_back(std::move(A));
}

void Search::enter(unsigned Cost, Arrival A) {
  A.Kinds = unseen(A);
  if (!A.Kinds)
    return;
  auto &Variants = Seen[A.Function];
  auto Same = [&](const Variant &V) {
    return V.Held == A.Held && V.Is == A.Is;
  };
  auto It = llvm::find_if(Variants, Same);
  if (It == Variants.end() && Variants.size() >= MaxVariants) {
    A.Is.clear();
    It = llvm::find_if(Variants, Same);
  }
  if (It == Variants.end())
    It = Variants.insert(Variants.end(), {A.Is, A.Held, 0});
  It->Kinds |= A.Kinds;
  Steps.push_back({A.Function, A.Held ? 0 : A.Kinds, Cost, A.Caller, A.Call,
                   A.Way, A.Above});
  follow(Cost, A, uint32_t(Steps.size() - 1));
}

void Search::follow(unsigned Cost, const Arrival &A, uint32_t Number) {
  const IndexFunction &Fn = Functions[A.Function];
  for (uint32_t C = 0; C != Fn.Calls.size(); ++C) {
    const IndexCall &Call = Fn.Calls[C];
    const unsigned Next = Cost + callCost(Call);
    for (uint32_t W = 0; W != Call.Ways.size(); ++W) {
      const IndexWay &Way = Call.Ways[W];
      Values Is = A.Is;
      uint32_t Kinds = A.Kinds & ~Way.GivenUp & ~Way.CallerIsNot;
      if (!Kinds || !agree(Is, Way))
        continue;
      const ContextMask Held =
          (A.Held & ~Way.GivenUp) | (held(A.Function, Way) & Forbidden);
      for (uint32_t T : Call.Targets) {
        Arrival To{T, Kinds, A.Function, C, W, Number, 0, below(Is, Way, T)};
        if (Held)
          To.Kinds &= ~FromOutside;
        if (Held && (Kinds & FromOutside) && !(Held & ~Releases[T])) {
          Arrival Locked = To;
          Locked.Kinds = Kinds & FromOutside;
          Locked.Held = Held;
          push(Next, std::move(Locked));
        }
        push(Next, std::move(To));
      }
    }
  }
}

/// Keeps the first way for each kind of each function, and what these go over.
void Search::write() {
  std::vector<uint32_t> Found(Functions.size());
  for (Step &S : Steps) {
    S.Kinds &= ~Found[S.Function];
    Found[S.Function] |= S.Kinds;
    S.Wanted = S.Kinds != 0;
  }
  for (size_t I = Steps.size(); I-- != 0;)
    if (Steps[I].Wanted && Steps[I].Above != None)
      Steps[Steps[I].Above].Wanted = true;
  std::vector<uint32_t> Position(Steps.size());
  for (size_t I = 0; I != Steps.size(); ++I) {
    const Step &S = Steps[I];
    if (!S.Wanted)
      continue;
    auto &Entries = Functions[S.Function].Entries;
    Entries.push_back({S.Kinds, S.Cost, S.Caller, S.Call, S.Way,
                       S.Above == None ? 0 : Position[S.Above] + 1});
    Position[I] = uint32_t(Entries.size() - 1);
  }
}

} // namespace

void findEntries(std::deque<IndexFunction> &Functions,
                 llvm::ArrayRef<uint32_t> Relevant, ContextMask Forbidden) {
  Search(Functions, Relevant, Forbidden).run();
}

} // namespace gfpcheck::link
