// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analysis/Simulation.h"
#include <set>

namespace gfpcheck::analysis {

using facts::Event;
using facts::EventKind;
using facts::ExprId;
using facts::ExprKind;

ExprId returnPlace(facts::ExprTable &Exprs) { return Exprs.temp(~uint32_t(0)); }

Simulation::Simulation(const facts::FunctionFacts &F, CallModel &Calls,
                       const Limits &L)
    : F(F), Calls(Calls), Bounds(L), Exprs(F.Exprs), Eval(Exprs),
      Return(returnPlace(Exprs)), AtEntry(F.Blocks.size()),
      LoopHead(F.Blocks.size()), Visits(F.Blocks.size()),
      EventsLeft(L.EventBudget), ValuesLeft(L.ValueBudget) {
  order();
  findResults();
}

void Simulation::findResults() {
  Results.resize(F.Events.size());
  for (ExprId E = 1; E < Exprs.size(); ++E)
    if (const auto &X = Exprs[E]; X.Kind == ExprKind::Temp && X.Value >= 0 &&
                                  size_t(X.Value) < Results.size())
      Results[X.Value] = E;
  for (size_t I = 0; I != Results.size(); ++I)
    if (!Results[I] && F.Events[I].Kind == EventKind::Call)
      Results[I] = Exprs.temp(uint32_t(I));
}

void Simulation::order() {
  // Iterative depth-first search; an edge to a block still open is a back edge.
  enum : uint8_t { White, Open, Done };
  std::vector<uint8_t> Color(F.Blocks.size(), White);
  std::vector<std::pair<uint32_t, size_t>> Stack;
  if (!F.Blocks.empty()) {
    Stack.push_back({0, 0});
    Color[0] = Open;
  }
  while (!Stack.empty()) {
    auto &[B, Next] = Stack.back();
    const auto &Edges = F.Blocks[B].Edges;
    if (Next == Edges.size()) {
      Color[B] = Done;
      Order.push_back(B);
      Stack.pop_back();
      continue;
    }
    uint32_t T = Edges[Next++].Target;
    if (Color[T] == Open)
      LoopHead[T] = true;
    else if (Color[T] == White) {
      Color[T] = Open;
      Stack.push_back({T, 0});
    }
  }
  std::reverse(Order.begin(), Order.end());
  Position.assign(F.Blocks.size(), ~0u);
  for (uint32_t I = 0; I != Order.size(); ++I)
    Position[Order[I]] = I;
}

bool Simulation::add(StateSet &To, State S, unsigned PerProperty, bool Widen) {
  Entry *Closest = nullptr;
  unsigned Same = 0, Nearest = ~0u;
  for (Entry &E : To) {
    if (!E.S.sameProperty(S))
      continue;
    if (E.S.sameValues(S))
      return false;
    ++Same;
    if (unsigned D = E.S.distance(S); D < Nearest) {
      Nearest = D;
      Closest = &E;
    }
  }
  if (Closest && Same >= PerProperty) {
    if (!Closest->S.joinValues(S, Widen, Exprs))
      return false;
    dropDeadSites(Closest->S);
    Closest->Dirty = true;
    return true;
  }
  if (Closest) {
    State Joined = Closest->S;
    if (!Joined.joinValues(S, false, Exprs))
      return false; // It says no more than what is there.
  }
  if (To.size() >= Bounds.StatesPerBlock)
    for (Entry &E : To)
      if (E.S.sameContext(S)) {
        if (!E.S.joinAll(S, Exprs))
          return false;
        E.Dirty = true;
        return true;
      }
  if (To.size() >= 2 * Bounds.StatesPerBlock) {
    EventsLeft = 0;
    return false;
  }
  To.push_back({std::move(S), true});
  return true;
}

bool Simulation::run() {
  if (F.Blocks.empty())
    return true;
  std::set<uint32_t> Work; // Positions in Order, so loops settle inside out.
  AtEntry[0].push_back({State(), true});
  Work.insert(Position[0]);
  while (!Work.empty() && EventsLeft) {
    uint32_t B = Order[*Work.begin()];
    Work.erase(Work.begin());
    ++Visits[B];
    for (size_t I = 0; I != AtEntry[B].size(); ++I) {
      if (!AtEntry[B][I].Dirty)
        continue;
      AtEntry[B][I].Dirty = false;
      State In = AtEntry[B][I].S;
      for (State &Out : transfer(B, In, {}))
        for (const facts::Edge &E : F.Blocks[B].Edges) {
          State Next = Out;
          bool Feasible =
              !E.Condition ||
              Eval.assume(Next, E.Condition, E.Sense, F.Blocks[B].Terminator);
          for (ExprId Not : E.NoneOf)
            Feasible = Feasible &&
                       Eval.assume(Next, Not, false, F.Blocks[B].Terminator);
          if (!Feasible)
            continue;
          uint32_t T = E.Target;
          bool Widen = LoopHead[T] && Visits[T] > 2;
          size_t Size = Next.values().size(), Before = AtEntry[T].size();
          if (add(AtEntry[T], std::move(Next),
                  LoopHead[T] ? 1 : Bounds.StatesPerProperty, Widen))
            Work.insert(Position[T]);
          if (AtEntry[T].size() == Before)
            continue;
          if (Size > ValuesLeft)
            return false;
          ValuesLeft -= Size;
        }
    }
  }
  return EventsLeft != 0;
}

void Simulation::observe(llvm::ArrayRef<Observer *> Observers) {
  EventsLeft = Bounds.EventBudget;
  for (uint32_t B : Order)
    for (const Entry &E : AtEntry[B]) {
      std::vector<State> Out = transfer(B, E.S, Observers);
      if (!F.Blocks[B].IsExit)
        continue;
      for (const State &S : Out)
        for (Observer *O : Observers)
          O->exit(S, F.Blocks[B]);
    }
}

std::vector<State> Simulation::transfer(uint32_t Block, const State &In,
                                        llvm::ArrayRef<Observer *> Observers) {
  std::vector<State> States{In};
  const facts::Block &B = F.Blocks[Block];
  for (uint32_t I = 0; I != B.EventCount && !States.empty(); ++I) {
    if (!EventsLeft)
      return {};
    --EventsLeft;
    step(States, B.FirstEvent + I, Observers);
  }
  return States;
}

/// A number that is worked out and put where others see it. Clearing, error
/// codes, counting and the links of lists are what cleaning up does.
static bool isComputed(ExprId Place, ExprId Source, const Value &V,
                       const facts::ExprTable &Exprs) {
  ExprId Sum = Source;
  while (Exprs[Sum].Kind == ExprKind::Cast)
    Sum = Exprs[Sum].A;
  if (V.isConstant() || Exprs[Sum].Kind != ExprKind::Binary ||
      Exprs[Place].Type.Kind != facts::TypeKind::Int)
    return false;
  return Exprs[Exprs.whole(Place)].Kind == ExprKind::Deref &&
         !Exprs.contains(Source, Place);
}

void Simulation::step(std::vector<State> &States, uint32_t EventIndex,
                      llvm::ArrayRef<Observer *> Observers) {
  const Event &E = F.Events[EventIndex];
  if (E.Kind == EventKind::Call) {
    std::vector<State> Out;
    for (State &S : States)
      call(Out, std::move(S), EventIndex, Observers);
    if (Out.size() > 1) {
      StateSet Joined;
      for (State &S : Out)
        add(Joined, std::move(S), Bounds.StatesPerProperty, false);
      Out.clear();
      for (Entry &J : Joined)
        Out.push_back(std::move(J.S));
    }
    States = std::move(Out);
    return;
  }
  for (State &S : States) {
    switch (E.Kind) {
    case EventKind::Assign: {
      ExprId Source = Eval.canonical(S, E.Value);
      Value V = Eval.valueOfCanonical(S, Source);
      ExprId Place = Eval.place(S, E.Target);
      if (S.Failed && isComputed(Place, Source, V, Exprs))
        S.DoesWithout = true;
      Eval.assign(S, Place, Source, V);
      store(S, Place, V);
      dropDeadSites(S);
      break;
    }
    case EventKind::Deref: {
      ExprId P = Eval.canonical(S, E.Value);
      for (Observer *O : Observers)
        O->deref(S, E, P);
      Eval.closeErrors(S, P);
      // Whoever got past this has a pointer.
      Eval.assumeValue(S, P, Value::nonZero(), {});
      break;
    }
    case EventKind::Return: {
      ExprId Source = E.Value ? Eval.canonical(S, E.Value) : 0;
      Value V = Source ? Eval.valueOfCanonical(S, Source) : Value();
      Eval.assign(S, Return, Source, V);
      break;
    }
    case EventKind::Declare: {
      S.kill(E.Target, Exprs);
      Value V;
      V.Written = true;
      S.set(E.Target, V);
      dropDeadSites(S);
      break;
    }
    case EventKind::Call:
      break;
    }
  }
}

void Simulation::call(std::vector<State> &Out, State S, uint32_t EventIndex,
                      llvm::ArrayRef<Observer *> Observers) {
  const Event &E = F.Events[EventIndex];
  CallSite Site{F, EventIndex, E, F.Calls[E.Call]};
  ResolvedCall R = Calls.resolve(Site, S, Eval, !Observers.empty());
  for (Observer *O : Observers)
    O->call(S, Site, R);
  if (R.NeverReturns)
    return;
  ExprId Temp = Results[EventIndex];
  spoilArguments(S, Site, R);
  S.kill(Temp, Exprs);
  S.erase(Temp);
  if (R.Outcomes.empty()) {
    dropDeadSites(S);
    Out.push_back(std::move(S));
    return;
  }
  for (unsigned I = 0; I != R.Outcomes.size(); ++I) {
    State Next = I + 1 == R.Outcomes.size() ? std::move(S) : S;
    if (applyOutcome(Next, R.Outcomes[I], R, Site, I)) {
      dropDeadSites(Next);
      Out.push_back(std::move(Next));
    }
  }
}

void Simulation::spoilArguments(State &S, const CallSite &Site,
                                const ResolvedCall &R) {
  for (ExprId Arg : Site.Call.Args) {
    ExprId A = Eval.canonical(S, Arg);
    // Whether it looks for an error is not known of every function.
    Eval.closeErrors(S, A);
    const auto X = Exprs[A];
    // A rule that changes the context takes the address of a lock, not of
    // something it writes; summaries say themselves what they write.
    bool Writes = !R.Known || (R.Rule && R.Rule->Context.empty());
    if (X.Kind == ExprKind::AddrOf && Writes) {
      S.killBelow(X.A, Exprs);
      Value Gone;
      Gone.Written = true;
      S.set(X.A, Gone);
    }
    if (R.Known && !R.Guessed)
      continue;
    Value V = Eval.valueOfCanonical(S, A);
    if (V.Site)
      for (OpenSite &O : S.Open)
        if (O.Site == V.Site && Site.Call.ResultUsed)
          O.Shown = true;
  }
}

bool Simulation::applyOutcome(State &S, const Outcome &O, const ResolvedCall &R,
                              const CallSite &Site, unsigned Which) {
  for (const Condition &C : O.If) {
    // That a pointer is there is no news; that a flag is set may be.
    bool Told = Exprs[C.Expr].Type.Kind != facts::TypeKind::Pointer;
    if (!Eval.assumeValue(S, C.Expr, C.Is,
                          Told ? Site.Event.Where : facts::Loc()))
      return false;
  }
  for (const auto &L : O.Leaves)
    S.leave(L.Kind, L.Lock, L.Absolute, Exprs);
  for (const Held &H : O.Enters)
    S.enter(H, Exprs);
  S.CallerIsNot |= O.CallerIsNot;
  S.LastReference |= O.LastReference;
  ExprId Temp = Results[Site.EventIndex];
  // One allocation may be stored and returned: who checks one name of it has
  // checked the other.
  llvm::SmallVector<std::pair<const FreshMemory *, SiteId>, 2> Opened;
  auto Open = [&](Value &V, const FreshMemory &Fresh, unsigned Index) {
    for (const auto &[Known, Id] : Opened)
      if (Known->At.Where == Fresh.At.Where &&
          Known->At.Path == Fresh.At.Path) {
        V.Site = Id;
        return;
      }
    V.Site = siteFor(Site.EventIndex, Index, Fresh, Site.Event.Where);
    Opened.push_back({&Fresh, V.Site});
    llvm::erase_if(S.Open, [&](const OpenSite &X) { return X.Site == V.Site; });
    S.Open.push_back({V.Site, false, 0});
    llvm::sort(S.Open, [](const OpenSite &A, const OpenSite &B) {
      return A.Site < B.Site;
    });
  };
  // Writes first: what they say of old values must not see the new ones.
  std::vector<ExprId> Places;
  for (const Write &W : O.Writes)
    Places.push_back(Eval.place(S, W.Place));
  for (size_t I = 0; I != O.Writes.size(); ++I) {
    Value V = O.Writes[I].Now;
    ExprId Same = V.Same;
    if (O.Writes[I].Fresh)
      Open(V, *O.Writes[I].Fresh, unsigned(I) + 1 + Which * 64);
    Eval.assign(S, Places[I], Same, V);
    store(S, Places[I], V);
  }
  Value Result = O.Result;
  if (O.Fresh)
    Open(Result, *O.Fresh, 0);
  else if (O.Failed && O.Failed->IsError)
    Open(Result, *O.Failed, 0);
  if (!Result.isTop() || Result.Same || Result.Site) {
    ExprId Same = Result.Same ? Eval.canonical(S, Result.Same) : 0;
    Eval.assign(S, Temp, Same, Result);
  }
  return true;
}

void Simulation::store(State &S, ExprId Place, const Value &V) {
  if (S.Open.empty() || Exprs[Place].Kind != ExprKind::Field)
    return;
  const auto &X = Exprs[Exprs.whole(Place)];
  bool Mine = X.Kind == ExprKind::Var && X.Value >= 0 &&
              F.Vars[X.Value].Kind != facts::VarKind::Global;
  for (OpenSite &O : S.Open) {
    if (O.Stored == Place)
      O.Stored = 0;
    if (O.Site == V.Site && !Mine)
      O.Stored = Place;
  }
}

void Simulation::dropDeadSites(State &S) {
  if (S.Open.empty())
    return;
  llvm::erase_if(S.Open, [&](const OpenSite &O) {
    if (O.Stored)
      return false;
    for (const auto &[P, V] : S.values())
      if (V.Site == O.Site)
        return false;
    return true;
  });
}

SiteId Simulation::siteFor(uint32_t EventIndex, unsigned Which,
                           const FreshMemory &Fresh, facts::Loc Where) {
  uint64_t Key = uint64_t(EventIndex) << 16 | (Which & 0xffff);
  SiteId Kind = Fresh.IsError ? ErrorSite : 0;
  auto [It, New] = SiteIds.try_emplace(Key, SiteId(Sites.size() + 1) | Kind);
  if (New)
    Sites.push_back({Fresh, Where, EventIndex});
  return It->second;
}

} // namespace gfpcheck::analysis
