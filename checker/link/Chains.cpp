// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Chains.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::link {

using analysis::Value;
using summary::ArgIs;
using summary::ParamIs;

std::optional<ChainStep> stepOver(const Index &I, uint32_t Caller,
                                  uint32_t Call, uint32_t Way,
                                  uint32_t Callee) {
  const IndexFunction &F = I.function(Caller);
  if (Call >= F.Calls.size() || Way >= F.Calls[Call].Ways.size())
    return std::nullopt;
  const IndexCall &C = F.Calls[Call];
  return ChainStep{Caller,
                   Callee,
                   C.Ways[Way].Where,
                   C.Pointer,
                   C.Pointer ? C.Name : "",
                   C.Targets.size()};
}

namespace {

/// What a function is asked for on one way down; more is left out.
constexpr size_t MaxNeeds = 4;
/// Different needs of one function that are kept apart.
constexpr unsigned MaxVariants = 8;

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

/// The functions around some, by their distance, whatever arguments say.
class Ball {
public:
  enum Direction { Down, Up };
  Ball(const Index &I, llvm::ArrayRef<uint32_t> Centre, Direction Where)
      : I(I), Where(Where), Queue(1, Centre.vec()), Waiting(Centre.size()) {}

  bool isComplete() const { return !Waiting; }
  size_t waiting() const { return Waiting; }
  /// All functions that are nearer are known.
  unsigned radius() const { return Radius; }
  /// The distance of F, or the radius if it is not nearer.
  unsigned distance(uint32_t F) const {
    auto It = Known.find(F);
    return It == Known.end() ? Radius : It->second;
  }
  bool knows(uint32_t F) const { return Known.contains(F); }
  /// Adds those at the radius. New is shown each.
  template <class Visitor> void grow(Visitor &&New);

private:
  void push(unsigned Distance, uint32_t F) {
    if (Known.contains(F))
      return;
    if (Queue.size() <= Distance)
      Queue.resize(Distance + 1);
    Queue[Distance].push_back(F);
    ++Waiting;
  }

  const Index &I;
  const Direction Where;
  std::vector<std::vector<uint32_t>> Queue; ///< By distance.
  size_t Waiting;
  unsigned Radius = 0;
  llvm::DenseMap<uint32_t, unsigned> Known;
};

template <class Visitor> void Ball::grow(Visitor &&New) {
  std::vector<uint32_t> Now;
  if (Radius < Queue.size())
    Now = std::move(Queue[Radius]);
  Waiting -= Now.size();
  for (uint32_t F : Now) {
    if (!Known.try_emplace(F, Radius).second)
      continue;
    New(F);
    const IndexFunction &Fn = I.function(F);
    if (Where == Up) {
      for (const IndexCaller &C : Fn.Callers)
        if (const auto &Calls = I.function(C.Function).Calls;
            C.Call < Calls.size())
          push(Radius + callCost(Calls[C.Call]), C.Function);
    } else {
      for (const IndexCall &C : Fn.Calls)
        for (uint32_t T : C.Targets)
          push(Radius + callCost(C), T);
    }
  }
  ++Radius;
}

/// A search upwards from To for one of From, best first: where From is near is
/// found out first, from both ends, as neither end alone is cheap to look
/// around: everybody calls mutex_lock, and a driver calls half of the kernel.
class ChainSearch {
public:
  ChainSearch(const Index &I, llvm::ArrayRef<uint32_t> From,
              llvm::ArrayRef<uint32_t> To)
      : I(I), From(From), To(To), Below(I, From, Ball::Down) {}

  std::optional<Chain> run();

private:
  struct Visit {
    uint32_t Function = 0;
    int Below = -1;    ///< The visit of the callee; none for the target.
    uint32_t Call = 0; ///< Of Function, that leads there.
    uint32_t Way = 0;
    unsigned Cost = 0; ///< From there to the target.
    Needs Wanted;
  };

  bool lookAround();
  void push(Visit V);
  bool isNew(Visit &V);
  void expand(int Number);
  Chain chain(const Visit &Top) const;

  const Index &I;
  llvm::ArrayRef<uint32_t> From, To;
  Ball Below;                            ///< From.
  std::vector<Visit> Visits;             ///< In the order they were made.
  std::vector<std::vector<Visit>> Queue; ///< By the least cost of the chain.
  llvm::DenseMap<uint32_t, llvm::SmallVector<Needs, 1>> Seen;
};

/// False if no call leads from one end to the other, whatever arguments are.
bool ChainSearch::lookAround() {
  Ball Above(I, To, Ball::Up);
  bool Met = false;
  while (!Met) {
    if (Below.isComplete() || Above.isComplete())
      return false;
    if (Below.waiting() <= Above.waiting())
      Below.grow([&](uint32_t F) { Met |= Above.knows(F); });
    else
      Above.grow([&](uint32_t F) { Met |= Below.knows(F); });
  }
  return true;
}

void ChainSearch::push(Visit V) {
  const unsigned Least = V.Cost + Below.distance(V.Function);
  if (Queue.size() <= Least)
    Queue.resize(Least + 1);
  Queue[Least].push_back(std::move(V));
}

/// Was nothing less wanted there before? Else all that comes of it came of
/// that.
bool ChainSearch::isNew(Visit &V) {
  auto &Variants = Seen[V.Function];
  for (const Needs &Old : Variants)
    if (Old.empty() || Old == V.Wanted)
      return false;
  if (Variants.size() >= MaxVariants)
    V.Wanted.clear();
  Variants.push_back(V.Wanted);
  return true;
}

void ChainSearch::expand(int Number) {
  for (const IndexCaller &C : I.function(Visits[Number].Function).Callers) {
    // Who is not below From is on no chain.
    if (Below.isComplete() && !Below.knows(C.Function))
      continue;
    const IndexFunction &Caller = I.function(C.Function);
    if (C.Call >= Caller.Calls.size())
      continue;
    const IndexCall &Call = Caller.Calls[C.Call];
    const unsigned Cost = Visits[Number].Cost + callCost(Call);
    for (uint32_t W = 0; W != Call.Ways.size(); ++W)
      if (auto Needed = needsAbove(Call.Ways[W], Visits[Number].Wanted))
        push({C.Function, Number, C.Call, W, Cost, std::move(*Needed)});
  }
}

Chain ChainSearch::chain(const Visit &Top) const {
  Chain Out;
  for (const Visit *V = &Top; V->Below >= 0; V = &Visits[V->Below]) {
    if (auto Step = stepOver(I, V->Function, V->Call, V->Way,
                             Visits[V->Below].Function))
      Out.Steps.push_back(*Step);
    const IndexFunction &F = I.function(V->Function);
    const IndexWay &W = F.Calls[V->Call].Ways[V->Way];
    llvm::erase_if(Out.Held, [&](const auto &H) {
      return W.GivenUp & maskOf(H.second->Kind);
    });
    for (uint32_t H : W.Held)
      Out.Held.push_back({V->Function, &F.Begins[H]});
  }
  return Out;
}

std::optional<Chain> ChainSearch::run() {
  if (!lookAround())
    return std::nullopt;
  for (uint32_t T : To)
    push({T, -1, 0, 0, 0, {}});
  for (size_t Least = 0; Least < Queue.size(); ++Least)
    // Steps that lead straight to From stay in the same list.
    for (size_t N = 0; N != Queue[Least].size(); ++N) {
      Visit V = std::move(Queue[Least][N]);
      if (!isNew(V))
        continue;
      if (V.Below >= 0 && llvm::is_contained(From, V.Function))
        return chain(V);
      Visits.push_back(std::move(V));
      expand(int(Visits.size() - 1));
    }
  return std::nullopt;
}

} // namespace

std::optional<Chain> findChain(const Index &I, llvm::ArrayRef<uint32_t> From,
                               llvm::ArrayRef<uint32_t> To) {
  return ChainSearch(I, From, To).run();
}

} // namespace gfpcheck::link
