// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Linker.h"
#include "checks/CallbackContexts.h"
#include "checks/SleepInAtomic.h"
#include "link/Components.h"
#include "link/StackGraph.h"
#include "summary/Summarize.h"
#include "summary/SummaryCall.h"
#include "summary/TuSummaries.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

namespace gfpcheck::link {

using analysis::CallSite;
using analysis::ResolvedCall;
using analysis::SleepOp;
using analysis::State;
using summary::FunctionSummary;
using summary::OpenCall;
using summary::UnitFunction;

namespace {

constexpr unsigned MaxRounds = 3; ///< Of a recursive component.

/// A frame has no blocks, so nothing asks.
class NoCalls : public analysis::CallModel {
public:
  ResolvedCall resolve(const CallSite &, const State &, analysis::Evaluator &,
                       bool) override {
    return {};
  }
};

/// What decides whether Op happens may be known where it stands, and not here:
/// of 28 errors that only linking showed in eight directories of Linux 6.12, 6
/// were true, of the others 105 of 116.
void acrossFiles(SleepOp &Op) {
  Op.Trust = std::min(Op.Trust, model::Trust::Derived);
}

/// The pointer that Op was reached through is known after all.
void settle(SleepOp &Op) {
  if (Op.Guesses < 2)
    return;
  Op.Guesses = 1;
  Op.Trust = model::Trust::Derived;
}

model::GfpDecoder decoder(const model::RuleSet &Rules,
                          const facts::TuEnvironment &Env,
                          const checks::EngineOptions &Opts) {
  unsigned Version =
      Opts.KernelVersion ? Opts.KernelVersion : Env.KernelVersion;
  return model::GfpDecoder(Rules.gfp(Version), Env.GfpMacros);
}

} // namespace

/// Shows the open calls of one function to observers, in the states in which
/// they are reached, with what the callees elsewhere do.
class Linker::Replay {
public:
  Replay(Linker &L, FunctionId F)
      : L(L), F(F), Fn(L.P.function(F)), Sim(Fn.Frame.Facts, None),
        NoFail(decoder(L.Rules, L.P.unit(L.P.entry(F).Unit).Environment, L.Opts)
                   .bits(model::GfpMeaning::NoFail)) {}

  analysis::Simulation &simulation() { return Sim; }

  /// All calls. Parameters that are called are followed only if asked for: for
  /// callers they depend on what they pass.
  void show(llvm::ArrayRef<analysis::Observer *> Observers, bool Parameters) {
    for (size_t I = 0; I != Fn.Frame.Calls.size(); ++I)
      if (Parameters || !L.Calls.of(F, I).Parameter)
        showCall(I, Observers,
                 [&](const CallSite &Site, const State &S, ResolvedCall &R) {
                   resolve(I, Site, S, R);
                 });
  }

  /// One call, of which Callee says what is done.
  void showCall(size_t Call, analysis::Observer &Observer,
                const FunctionSummary &Callee) {
    showCall(Call, {&Observer},
             [&](const CallSite &Site, const State &S, ResolvedCall &R) {
               apply(Callee, Site, S, R);
             });
  }

private:
  using Resolver =
      llvm::function_ref<void(const CallSite &, const State &, ResolvedCall &)>;

  void showCall(size_t I, llvm::ArrayRef<analysis::Observer *> Observers,
                Resolver Resolve) {
    const facts::FunctionFacts &Facts = Fn.Frame.Facts;
    const OpenCall &C = Fn.Frame.Calls[I];
    const facts::Event &E = Facts.Events[C.Event];
    CallSite Site{Facts, C.Event, E, Facts.Calls[E.Call]};
    for (const State &S : C.Ways) {
      ResolvedCall R;
      R.Known = true;
      Resolve(Site, S, R);
      if (!R.Sleeps.empty())
        for (analysis::Observer *O : Observers)
          O->call(S, Site, R);
    }
  }

  /// The function that an argument is in this state, or none.
  FunctionId passed(const CallSite &Site, const State &S, uint32_t Arg) {
    if (Arg >= Site.Call.Args.size())
      return NoFunction;
    facts::ExprId E = Sim.evaluator().canonical(S, Site.Call.Args[Arg]);
    const facts::Expr X = Sim.exprs()[E];
    return X.Kind == facts::ExprKind::Func
               ? L.P.resolve(L.P.entry(F).Unit, X.Name)
               : NoFunction;
  }

  void resolve(size_t Call, const CallSite &Site, const State &S,
               ResolvedCall &R) {
    const Targets &To = L.Calls.of(F, Call);
    R.Guessed = To.Pointer && To.Functions.size() > 1;
    unsigned Sleepers = 0;
    for (FunctionId T : To.Functions) {
      size_t Before = R.Sleeps.size();
      llvm::ArrayRef<ParamCall> Params = L.Calls.paramCalls(T);
      for (uint32_t I = 0; I != Params.size(); ++I)
        if (FunctionId Fn = passed(Site, S, Params[I].Param); Fn != NoFunction)
          apply(L.through(T, I, Fn), Site, S, R);
      bool Applied = Fn.Frame.Calls[Call].Applied &&
                     L.P.entry(T).Unit == L.P.entry(F).Unit;
      if (!Applied)
        apply(L.P.function(T).Summary, Site, S, R);
      apply(L.Extra[T], Site, S, R);
      Sleepers += R.Sleeps.size() != Before;
      if (L.P.entry(T).Unit != L.P.entry(F).Unit)
        for (size_t I = Before; I != R.Sleeps.size(); ++I)
          acrossFiles(R.Sleeps[I]);
      if (To.Pointer)
        for (size_t I = Before; I != R.Sleeps.size(); ++I) {
          R.Sleeps[I].SlotRecord = To.Slot.first;
          R.Sleeps[I].SlotOwner = L.Calls.module(T);
          R.Sleeps[I].SlotModule = L.Calls.module(F);
        }
    }
    if (!R.Guessed)
      return;
    // Nothing says that the object here is one of those that sleep.
    bool Some = Sleepers < To.Functions.size();
    for (SleepOp &Op : R.Sleeps) {
      summary::guess(Op);
      if (Some)
        summary::guess(Op);
    }
  }

  /// A module that fills a table itself, and calls a library that calls through
  /// the table, gets its own functions, not those of another module. (Not so
  /// where objects are stacked, as a bond's are on its slaves'.)
  bool usesItsOwn(const SleepOp &Op) const {
    return Op.SlotRecord && Op.SlotModule != L.Calls.module(F) &&
           Op.SlotOwner != Op.SlotModule && L.Calls.fills(F, Op.SlotRecord);
  }

  void apply(const FunctionSummary &Callee, const CallSite &Site,
             const State &S, ResolvedCall &R) {
    if (Callee.Sleeps.empty())
      return;
    // What the call returns was decided when the unit was summarised.
    FunctionSummary Below;
    Below.Name = Callee.Name;
    for (const SleepOp &Op : Callee.Sleeps) {
      bool Own = usesItsOwn(Op);
      if (L.knowsBetter(Op.Hearsay) ||
          (Own && Op.SlotOwner != L.Calls.module(F)))
        continue;
      Below.Sleeps.push_back(Op);
      if (Own)
        settle(Below.Sleeps.back());
    }
    ResolvedCall One = summary::applySummary(Below, L.P.portable(), NoFail,
                                             Site, S, Sim.evaluator(), true);
    llvm::append_range(R.Sleeps, std::move(One.Sleeps));
  }

  Linker &L;
  FunctionId F;
  const UnitFunction &Fn;
  NoCalls None;
  analysis::Simulation Sim;
  uint64_t NoFail;
};

Linker::Linker(Program &P, const model::RuleSet &Rules,
               const checks::EngineOptions &Opts)
    : P(P), Rules(Rules), Opts(Opts), Calls(P, Rules),
      Extra(P.functionCount()) {
  for (FunctionId F = 0; F != P.functionCount(); ++F)
    Extra[F].Name = P.function(F).Summary.Name;
}

Linker::~Linker() = default;

model::GfpDecoder Linker::gfp(uint32_t Unit) const {
  return decoder(Rules, P.unit(Unit).Environment, Opts);
}

void Linker::compute(FunctionId F) {
  if (P.function(F).Frame.Calls.empty())
    return;
  Replay R(*this, F);
  summary::Summarizer Summary(R.simulation(), P.portable());
  R.show({&Summary}, /*Parameters=*/false);
  FunctionSummary New = Summary.take(true);
  Extra[F].Sleeps = std::move(New.Sleeps);
}

bool Linker::knowsBetter(support::StringId Name) const {
  auto Vague = [](const FunctionSummary &S) {
    return !S.Complete || llvm::any_of(S.Sleeps, [](const SleepOp &Op) {
      return Op.Sometimes;
    });
  };
  return Name && llvm::any_of(P.externals(Name), [&](FunctionId F) {
           return !Vague(P.function(F).Summary) && !Vague(Extra[F]);
         });
}

const FunctionSummary &Linker::through(FunctionId F, uint32_t Index,
                                       FunctionId Passed) {
  auto [It, New] = Through.try_emplace({F, Index, Passed});
  FunctionSummary &Out = It->second;
  if (!New) // Or being made: a function that passes itself on.
    return Out;
  Out.Name = P.function(F).Summary.Name;
  const ParamCall &C = Calls.paramCalls(F)[Index];
  FunctionSummary Callee;
  if (C.Inner == NoFunction) {
    Callee = Extra[Passed];
    llvm::append_range(Callee.Sleeps, P.function(Passed).Summary.Sleeps);
  } else {
    Callee = through(C.Inner, C.InnerIndex, Passed);
  }
  Replay R(*this, F);
  summary::Summarizer Summary(R.simulation(), P.portable());
  R.showCall(C.Call, Summary, Callee);
  Out.Sleeps = Summary.take(true).Sleeps;
  return Out;
}

void Linker::propagate() {
  for (const std::vector<FunctionId> &Component : components(P, Calls))
    for (unsigned Round = 0; Round != MaxRounds; ++Round) {
      bool Grew = false;
      for (FunctionId F : Component) {
        size_t Before = Extra[F].Sleeps.size();
        compute(F);
        Grew |= Extra[F].Sleeps.size() != Before;
      }
      if (!Grew || Component.size() == 1)
        break;
    }
}

bool Linker::holdsSomething(FunctionId F) const {
  return llvm::any_of(P.function(F).Frame.Calls, [](const OpenCall &C) {
    return llvm::any_of(C.Ways,
                        [](const State &S) { return !S.Context.empty(); });
  });
}

/// The contexts in which static functions of a unit are always entered: those
/// that all their registrations have in common, or, where they are called by
/// name, those of their callers and what these hold at the call.
llvm::DenseMap<support::StringId, model::ContextMask>
Linker::entryContexts(uint32_t Unit) const {
  constexpr model::ContextMask All = ~model::ContextMask(0);
  llvm::DenseMap<support::StringId, model::ContextMask> Of;
  for (const UnitFunction &Fn : P.unit(Unit).Functions)
    Of[Fn.Summary.Name] = Fn.IsStatic && Fn.InMainFile ? All : 0;
  llvm::DenseMap<support::StringId, model::ContextMask> Registered;
  for (const summary::UnitRoot &Root : P.unit(Unit).Roots) {
    model::ContextMask Mask = 0;
    if (Root.Rule < Rules.callbackCount() &&
        !Rules.callback(Root.Rule).AlsoProcess)
      for (model::ContextKind K : Rules.callback(Root.Rule).Contexts)
        Mask |= maskOf(K);
    auto [It, New] = Registered.try_emplace(Root.Function, Mask);
    It->second &= Mask;
  }
  // Stored or handed over where no rule says who calls it.
  auto Escapes = [&](support::StringId Function) {
    if (!Registered.contains(Function))
      Of[Function] = 0;
  };
  for (const facts::Binding &B : P.unit(Unit).Bindings)
    Escapes(B.Function);
  for (const UnitFunction &Fn : P.unit(Unit).Functions)
    for (facts::ExprId E = 1; E < Fn.Frame.Facts.Exprs.size(); ++E)
      if (Fn.Frame.Facts.Exprs[E].Kind == facts::ExprKind::Func)
        Escapes(Fn.Frame.Facts.Exprs[E].Name);
  for (auto [Name, Mask] : Registered)
    Of[Name] &= Mask;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const UnitFunction &Fn : P.unit(Unit).Functions) {
      model::ContextMask Above = Of.lookup(Fn.Summary.Name);
      for (const summary::ListedCall &C : Fn.Calls.Calls)
        for (const summary::CallWay &W : C.Ways) {
          model::ContextMask Here = Above & ~W.GivenUp;
          for (uint32_t H : W.Held)
            Here |= maskOf(Fn.Calls.Begins[H].Kind);
          auto It = Of.find(C.Callee);
          if (It == Of.end() || (It->second & Here) == It->second)
            continue;
          It->second &= Here;
          Changed = true;
        }
    }
  }
  // Nobody is seen to call it; somebody will.
  for (auto &Entry : Of)
    if (Entry.second == All)
      Entry.second = 0;
  return Of;
}

void Linker::judgeCalls(checks::Reporter &R, const model::BugRule &Rule,
                        uint32_t Unit) {
  auto AtEntry = entryContexts(Unit);
  for (const UnitFunction &Fn : P.unit(Unit).Functions) {
    FunctionId F = P.resolve(Unit, Fn.Summary.Name);
    if (!holdsSomething(F))
      continue;
    Replay Again(*this, F);
    checks::SleepInAtomic Check(R, Again.simulation(), Rule,
                                AtEntry.lookup(Fn.Summary.Name));
    Again.show({&Check}, /*Parameters=*/true);
    Check.finish();
  }
}

void Linker::judgeRoots(checks::Reporter &R, const model::BugRule &Rule,
                        uint32_t Unit) {
  std::vector<checks::Root> Roots;
  for (const summary::UnitRoot &Root : P.unit(Unit).Roots)
    if (Root.Rule < Rules.callbackCount())
      Roots.push_back({Root.Function, &Rules.callback(Root.Rule), Root.Where,
                       Root.InFunction, Root.How});
  // Of a callback that lies elsewhere nothing has been judged yet.
  std::map<FunctionId, FunctionSummary> Elsewhere;
  auto SummaryOf = [&](support::StringId Name) -> const FunctionSummary * {
    FunctionId F = P.resolve(Unit, Name);
    if (F == NoFunction)
      return nullptr;
    if (P.entry(F).Unit == Unit)
      return &Extra[F];
    auto [It, New] = Elsewhere.try_emplace(F, Extra[F]);
    if (New)
      for (const SleepOp &Op : P.function(F).Summary.Sleeps)
        if (!knowsBetter(Op.Hearsay)) {
          It->second.Sleeps.push_back(Op);
          acrossFiles(It->second.Sleeps.back());
        }
    return &It->second;
  };
  checks::checkRoots(R, Rule, Roots, SummaryOf, P.portable());
}

void Linker::judgeStackDepth(findings::FindingSink &Sink) {
  if (!P.unitCount())
    return;
  facts::TuFacts Names;
  Names.Strings = P.stringsPtr();
  Names.Files = P.files();
  model::GfpDecoder Gfp = gfp(0);
  checks::Reporter R(Names, Rules, Gfp, Opts);
  if (const model::BugRule *Depth = R.rule(checks::StackDepthId))
    checks::judgeStacks(R, *Depth, stackGraph(P, Calls, Rules),
                        /*Crossing=*/true);
  R.flush(Sink);
}

void Linker::judge(findings::FindingSink &Sink) {
  judgeStackDepth(Sink);
  facts::TuFacts Names;
  Names.Strings = P.stringsPtr();
  Names.Files = P.files();
  for (uint32_t U = 0; U != P.unitCount(); ++U) {
    const summary::Unit &Unit = P.unit(U);
    Names.Environment = Unit.Environment;
    Names.MainFile = Unit.MainFile;
    model::GfpDecoder Gfp = decoder(Rules, Unit.Environment, Opts);
    checks::Reporter R(Names, Rules, Gfp, Opts);
    const model::BugRule *Sleep = R.rule(checks::SleepInAtomicId);
    if (!Sleep)
      return;
    judgeCalls(R, *Sleep, U);
    judgeRoots(R, *Sleep, U);
    R.flush(Sink);
  }
}

} // namespace gfpcheck::link
