// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Linker.h"
#include "checks/CallbackContexts.h"
#include "checks/SleepInAtomic.h"
#include "checks/UncheckedAlloc.h"
#include "findings/FindingJson.h"
#include "link/Components.h"
#include "link/SleepCover.h"
#include "summary/Summarize.h"
#include "summary/SummaryCall.h"
#include "summary/TuSummaries.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <map>

namespace gfpcheck::link {

using analysis::CallSite;
using analysis::ResolvedCall;
using analysis::SleepOp;
using analysis::State;
using llvm::StringRef;
using summary::FunctionSummary;
using summary::OpenCall;

namespace {

constexpr unsigned MaxRounds = 3; ///< Of a recursive component.
/// Whoever follows more pointers of which it is not known what they are here
/// gets anywhere; that there is a way is all that is kept of such ways.
constexpr unsigned MaxGuesses = 2;

/// A frame has no blocks, so nothing asks.
class NoCalls : public analysis::CallModel {
public:
  ResolvedCall resolve(const CallSite &, const State &, analysis::Evaluator &,
                       bool) override {
    return {};
  }
};

/// Calls from file to file over which it is likely that nothing is lost.
constexpr size_t MaxSureCalls = 5;

/// What decides whether Op happens may be known where it stands, and not here:
/// of 28 errors that only linking showed in eight directories of Linux 6.12, 6
/// were true, of the others 105 of 116. Each call is one more place for that:
/// of 168 warnings that were read, 91 of 147 over at most five calls were true,
/// and 1 of 21 over more.
void acrossFiles(SleepOp &Op) {
  Op.Trust = std::min(Op.Trust, Op.At.Path.size() > MaxSureCalls
                                    ? model::Trust::Guess
                                    : model::Trust::Derived);
}

bool isFarFetched(const SleepOp &Op) { return Op.Guesses > MaxGuesses; }

/// Keeps the first of the operations that are far-fetched.
void keepOneFarFetched(std::vector<SleepOp> &Ops) {
  auto First = llvm::find_if(Ops, isFarFetched);
  if (First != Ops.end())
    Ops.erase(std::remove_if(First + 1, Ops.end(), isFarFetched), Ops.end());
}

/// The pointer that Op was reached through is known after all.
void settle(SleepOp &Op) {
  if (Op.Guesses < 2)
    return;
  Op.Guesses = 1;
  Op.Trust = model::Trust::Derived;
}

constexpr size_t MaxSummariesRead = 4'000;

} // namespace

/// Shows the open calls of one function to observers, in the states in which
/// they are reached, with what the callees elsewhere do.
class Linker::Replay {
public:
  Replay(Linker &L, FunctionId F)
      : L(L), F(F), Frame(L.P.frame(F)), Sim(Frame.Facts, None),
        NoFail(L.gfp(L.P.unitOf(F)).bits(model::GfpMeaning::NoFail)) {}

  analysis::Simulation &simulation() { return Sim; }

  /// All calls. Parameters that are called are followed only if asked for: for
  /// callers they depend on what they pass.
  void show(llvm::ArrayRef<analysis::Observer *> Observers, bool Parameters) {
    for (size_t I = 0; I != Frame.Calls.size(); ++I)
      if ((Parameters || !L.Calls.of(F, I).Parameter) && L.addsToAny(F, I))
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
    const facts::FunctionFacts &Facts = Frame.Facts;
    const OpenCall &C = Frame.Calls[I];
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
    return X.Kind == facts::ExprKind::Func ? L.P.resolve(L.P.unitOf(F), X.Name)
                                           : NoFunction;
  }

  void resolve(size_t Call, const CallSite &Site, const State &S,
               ResolvedCall &R) {
    const Targets To = L.Calls.of(F, Call);
    R.Guessed = To.Pointer && To.Functions.size() > 1;
    unsigned Sleepers = 0;
    for (FunctionId T : To.Functions) {
      if (!L.addsTo(F, Call, T))
        continue;
      size_t Before = R.Sleeps.size();
      llvm::ArrayRef<ParamCall> Params = L.Calls.paramCalls(T);
      for (uint32_t I = 0; I != Params.size(); ++I)
        if (FunctionId Fn = passed(Site, S, Params[I].Param);
            Fn != NoFunction) {
          if (auto &List = L.Handed[F]; !llvm::is_contained(List, Fn))
            List.push_back(Fn);
          apply(*L.through(T, I, Fn), Site, S, R);
        }
      bool Applied =
          Frame.Calls[Call].Applied && L.P.unitOf(T) == L.P.unitOf(F);
      if (!Applied)
        apply(*L.own(T), Site, S, R);
      apply(*L.extra(T), Site, S, R);
      Sleepers += R.Sleeps.size() != Before;
      for (size_t I = Before; I != R.Sleeps.size(); ++I)
        if (L.P.unitOf(T) != L.P.unitOf(F) || leavesFile(R.Sleeps[I]))
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
    keepOneFarFetched(R.Sleeps);
  }

  /// Does the way to Op go through another file that is compiled?
  bool leavesFile(const SleepOp &Op) const {
    const uint32_t Main = L.P.unit(L.P.unitOf(F)).MainFile;
    auto IsOther = [&](facts::Loc Where) {
      return Where.File != Main &&
             StringRef(L.P.files()[Where.File]).ends_with(".c");
    };
    return IsOther(Op.At.Where) ||
           llvm::any_of(Op.At.Path, [&](const analysis::Origin::Step &S) {
             return IsOther(S.Where);
           });
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
  const summary::OpenFrame Frame;
  NoCalls None;
  analysis::Simulation Sim;
  uint64_t NoFail;
};

Linker::Linker(Program &P, const model::RuleSet &Rules,
               const checks::EngineOptions &Opts,
               std::unique_ptr<FormerLink> Former)
    : P(P), Rules(Rules), Opts(Opts), Calls(P, Rules),
      Decoders(P.environmentCount()), Extra(P.functionCount()),
      ExtraVague(P.functionCount()), Found(P.unitCount()),
      Former(std::move(Former)) {
  for (uint32_t U = 0; U != P.unitCount(); ++U) {
    auto &Decoder = Decoders[P.unit(U).Environment];
    if (Decoder)
      continue;
    const facts::TuEnvironment &Env = P.environment(U);
    unsigned Version =
        Opts.KernelVersion ? Opts.KernelVersion : Env.KernelVersion;
    Decoder.emplace(Rules.gfp(Version), Env.GfpMacros);
  }
}

Linker::~Linker() = default;

const model::GfpDecoder &Linker::gfp(uint32_t Unit) const {
  return *Decoders[P.unit(Unit).Environment];
}

std::shared_ptr<const FunctionSummary> Linker::read(SummaryBytes Bytes) const {
  static const auto Nothing = std::make_shared<const FunctionSummary>();
  if (Bytes.empty())
    return Nothing;
  if (Read.size() > MaxSummariesRead)
    Read.clear();
  auto &Known = Read[Bytes.data()];
  if (!Known) {
    auto New = std::make_shared<FunctionSummary>();
    P.parts().read(Bytes, *New);
    Known = std::move(New);
  }
  return Known;
}

std::shared_ptr<const FunctionSummary> Linker::own(FunctionId F) const {
  if (Own.size() > MaxSummariesRead)
    Own.clear();
  auto &Known = Own[P.bodyOf(F)];
  if (!Known) {
    auto New = std::make_shared<FunctionSummary>(*P.summary(F));
    dropCovered(New->Sleeps);
    Known = std::move(New);
  }
  return Known;
}

bool Linker::addsTo(FunctionId F, size_t Call, FunctionId T) const {
  if (!Extra[T].empty() || !Calls.paramCalls(T).empty())
    return true;
  bool Applied = P.shapes().call(P.head(F).Shape, Call).Applied &&
                 P.unitOf(T) == P.unitOf(F);
  return P.head(T).Sleeps && !Applied;
}

bool Linker::addsAnything(FunctionId F) const {
  for (size_t I = 0; I != P.callCount(F); ++I)
    if (addsToAny(F, I))
      return true;
  return false;
}

bool Linker::addsToAny(FunctionId F, size_t Call) const {
  return llvm::any_of(Calls.of(F, Call).Functions,
                      [&](FunctionId T) { return addsTo(F, Call, T); });
}

bool Linker::compute(FunctionId F) {
  if (!addsAnything(F))
    return false;
  Replay R(*this, F);
  summary::Summarizer Summary(R.simulation(), P.portable());
  R.show({&Summary}, /*Parameters=*/false);
  FunctionSummary New;
  New.Name = P.head(F).Name;
  New.Sleeps = Summary.take(true).Sleeps;
  keepOneFarFetched(New.Sleeps);
  dropCovered(New.Sleeps);
  size_t Before = extra(F)->Sleeps.size();
  Extra[F] = New.Sleeps.empty() ? SummaryBytes() : P.parts().keep(New);
  ExtraVague[F] = summary::isVague(New);
  return New.Sleeps.size() != Before;
}

bool Linker::knowsBetter(support::StringId Name) const {
  return Name && llvm::any_of(P.externals(Name), [&](FunctionId F) {
           return !P.head(F).Vague && !ExtraVague[F];
         });
}

std::shared_ptr<const FunctionSummary>
Linker::through(FunctionId F, uint32_t Index, FunctionId Passed) {
  auto [It, New] = Through.try_emplace({F, Index, Passed});
  Passing &Known = It->second;
  // In a recursion more becomes known of the function that is passed. (What is
  // being made is as it was: a function that passes itself on.)
  if (!New && Known.Of.data() == Extra[Passed].data())
    return read(Known.Result);
  Known = {Extra[Passed], {}};
  const ParamCall &C = Calls.paramCalls(F)[Index];
  FunctionSummary Callee;
  if (C.Inner == NoFunction) {
    Callee = *extra(Passed);
    llvm::append_range(Callee.Sleeps, P.summary(Passed)->Sleeps);
  } else {
    Callee = *through(C.Inner, C.InnerIndex, Passed);
  }
  if (Callee.Sleeps.empty())
    return read({});
  Callee.Name = P.head(C.Inner == NoFunction ? Passed : C.Inner).Name;
  Replay R(*this, F);
  summary::Summarizer Summary(R.simulation(), P.portable());
  R.showCall(C.Call, Summary, Callee);
  FunctionSummary Out;
  Out.Name = P.head(F).Name;
  Out.Sleeps = Summary.take(true).Sleeps;
  if (!Out.Sleeps.empty())
    Known.Result = P.parts().keep(Out);
  return read(Known.Result);
}

void Linker::compute(llvm::ArrayRef<FunctionId> Component) {
  Computed += Component.size();
  for (unsigned Round = 0; Round != MaxRounds; ++Round) {
    bool Grew = false;
    for (FunctionId F : Component)
      Grew |= compute(F);
    if (!Grew || Component.size() == 1)
      break;
  }
}

void Linker::propagate() {
  beginStackDepth();
  std::vector<std::vector<FunctionId>> Components = components(P, Calls);
  if (Former) {
    Diff.emplace(P, Calls, *Former);
    propagateChanges(Components);
    if (!hearsayChanged())
      return;
    Diff.reset();
    Extra.assign(P.functionCount(), {});
    ExtraVague.assign(P.functionCount(), false);
    Through.clear();
    Handed.clear();
  }
  for (const std::vector<FunctionId> &Component : Components)
    compute(Component);
}

void Linker::propagateChanges(
    llvm::ArrayRef<std::vector<FunctionId>> Components) {
  for (const std::vector<FunctionId> &Component : Components) {
    if (llvm::none_of(Component,
                      [&](FunctionId F) { return Diff->isStale(F); })) {
      for (FunctionId F : Component)
        takeFormer(F, Diff->former(F));
      continue;
    }
    compute(Component);
    for (FunctionId F : Component) {
      FunctionId Old = Diff->former(F);
      Diff->settle(F, Old != NoFunction && Extra[F] == Former->Extra[Old]);
    }
  }
}

void Linker::takeFormer(FunctionId F, FunctionId Old) {
  Extra[F] = Former->Extra[Old];
  ExtraVague[F] = Former->ExtraVague[Old];
  if (auto It = Former->Handed.find(Old); It != Former->Handed.end())
    for (FunctionId Passed : It->second)
      Handed[F].push_back(Diff->now(Passed));
}

/// Does the program know a function better, or less, of which others have only
/// heard? Then anything may have changed.
bool Linker::hearsayChanged() const {
  llvm::DenseSet<support::StringId> Heard;
  for (support::StringId Name : Diff->names())
    if (Rules.byName(P.strings().str(Name)))
      Heard.insert(Name);
  for (FunctionId F = 0; F != P.functionCount(); ++F)
    if (FunctionId Old = Diff->former(F);
        Old != NoFunction && ExtraVague[F] != Former->ExtraVague[Old] &&
        Rules.byName(P.strings().str(P.head(F).Name)))
      Heard.insert(P.head(F).Name);
  if (Heard.empty())
    return false;
  llvm::DenseSet<support::StringId> Before;
  for (FunctionId Old = 0; Old != Former->Bodies.size(); ++Old)
    if (const FunctionHead &H = P.headOfBody(Former->Bodies[Old]);
        !H.IsStatic && !H.Vague && !Former->ExtraVague[Old])
      Before.insert(H.Name);
  return llvm::any_of(Heard, [&](support::StringId Name) {
    return Before.contains(Name) != knowsBetter(Name);
  });
}

/// The contexts in which static functions of a unit are always entered: those
/// that all their registrations have in common, or, where they are called by
/// name, those of their callers and what these hold at the call.
llvm::DenseMap<support::StringId, model::ContextMask>
Linker::entryContexts(uint32_t Unit) const {
  constexpr model::ContextMask All = ~model::ContextMask(0);
  llvm::DenseMap<support::StringId, model::ContextMask> Of;
  const ProgramUnit &U = P.unit(Unit);
  for (FunctionId F = U.First; F != U.First + U.Count; ++F)
    Of[P.head(F).Name] = P.head(F).IsStatic && P.head(F).InMainFile ? All : 0;
  llvm::DenseMap<support::StringId, model::ContextMask> Registered;
  for (const summary::UnitRoot &Root : U.Roots) {
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
  for (const facts::Binding &B : U.Bindings)
    Escapes(B.Function);
  std::vector<summary::CallList> Lists;
  for (FunctionId F = U.First; F != U.First + U.Count; ++F) {
    const facts::ExprTable Exprs = P.frame(F).Facts.Exprs;
    for (facts::ExprId E = 1; E < Exprs.size(); ++E)
      if (Exprs[E].Kind == facts::ExprKind::Func)
        Escapes(Exprs[E].Name);
    Lists.push_back(P.calls(F));
  }
  for (auto [Name, Mask] : Registered)
    Of[Name] &= Mask;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t I = 0; I != U.Count; ++I) {
      model::ContextMask Above = Of.lookup(P.head(U.First + I).Name);
      for (const summary::ListedCall &C : Lists[I].Calls)
        for (const summary::CallWay &W : C.Ways) {
          model::ContextMask Here = Above & ~W.GivenUp;
          for (uint32_t H : W.Held)
            Here |= maskOf(Lists[I].Begins[H].Kind);
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
  const ProgramUnit &U = P.unit(Unit);
  std::optional<llvm::DenseMap<support::StringId, model::ContextMask>> AtEntry;
  for (FunctionId F = U.First; F != U.First + U.Count; ++F) {
    if (!P.head(F).Holds || !addsAnything(F))
      continue;
    if (!AtEntry)
      AtEntry = entryContexts(Unit);
    Replay Again(*this, F);
    checks::SleepInAtomic Check(R, Again.simulation(), Rule,
                                AtEntry->lookup(P.head(F).Name));
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
  std::map<FunctionId, FunctionSummary> Read;
  auto SummaryOf = [&](support::StringId Name) -> const FunctionSummary * {
    FunctionId F = P.resolve(Unit, Name);
    if (F == NoFunction)
      return nullptr;
    auto [It, New] = Read.try_emplace(F);
    if (!New)
      return &It->second;
    It->second = *extra(F);
    It->second.Name = P.head(F).Name;
    // Of a callback that lies elsewhere nothing has been judged yet.
    if (P.unitOf(F) != Unit)
      for (const SleepOp &Op : P.summary(F)->Sleeps)
        if (!knowsBetter(Op.Hearsay)) {
          It->second.Sleeps.push_back(Op);
          acrossFiles(It->second.Sleeps.back());
        }
    return &It->second;
  };
  checks::checkRoots(R, Rule, Roots, SummaryOf, P.portable());
}

void Linker::judgeHandovers(checks::Reporter &R, const model::BugRule &Rule,
                            uint32_t Unit) {
  for (const summary::UnitHandover &H : P.unit(Unit).Handovers) {
    FunctionId T = P.resolve(Unit, H.Callee);
    if (T == NoFunction || P.unitOf(T) == Unit)
      continue;
    const auto Callee = P.summary(T);
    for (const analysis::DerefOp &D : Callee->Derefs)
      if (P.portable()[D.Pointer].Value == int64_t(H.Arg)) {
        checks::AllocUse U = checks::followedElsewhere(H, D, R);
        R.add(
            checks::describe(U, H.InFunction, H.Allocation, H.IsError, Rule, R),
            {R.str(H.Allocation.Api), U.Place, U.How});
      }
  }
}

/// Nothing else waits for it, and it looks at all calls of the program.
void Linker::beginStackDepth() {
  const model::BugRule *Rule =
      checks::enabledRule(Rules, Opts, checks::StackDepthId);
  if (!Rule || !P.unitCount())
    return;
  Stacks = std::async(
      std::launch::async, [this, PerCall = checks::StackLimits(*Rule).PerCall,
                           Roots = interruptRoots(P, Rules)] {
        std::vector<checks::StackFunction> Graph = stackGraph(P, Calls, Roots);
        checks::StackDepths Depths(Graph, PerCall);
        return StackAnalysis{std::move(Graph), std::move(Depths)};
      });
}

void Linker::judgeStackDepth(findings::FindingSink &Sink) {
  if (!Stacks.valid())
    return;
  facts::TuFacts Names;
  Names.Strings = P.stringsPtr();
  Names.Files = P.files();
  const StackAnalysis Known = Stacks.get();
  const model::GfpDecoder &Gfp = gfp(0);
  checks::Reporter R(Names, Rules, Gfp, Opts);
  if (const model::BugRule *Depth = R.rule(checks::StackDepthId))
    checks::judgeStacks(R, *Depth, Known.Graph, Known.Depths,
                        /*Crossing=*/true);
  R.flush(Sink);
}

/// Names has the names and files of the program.
void Linker::judgeUnit(facts::TuFacts &Names, uint32_t Unit) {
  ++Judged;
  Names.Environment = P.environment(Unit);
  Names.MainFile = P.unit(Unit).MainFile;
  checks::Reporter R(Names, Rules, gfp(Unit), Opts);
  if (const model::BugRule *Sleep = R.rule(checks::SleepInAtomicId)) {
    judgeCalls(R, *Sleep, Unit);
    judgeRoots(R, *Sleep, Unit);
  }
  if (const model::BugRule *Unchecked = R.rule(checks::UncheckedAllocId))
    judgeHandovers(R, *Unchecked, Unit);
  findings::FindingList Told;
  R.flush(Told);
  Found[Unit] = std::move(Told.All);
}

bool Linker::takeFormerFindings(uint32_t Unit) {
  if (!Diff || Diff->isStaleUnit(Unit))
    return false;
  auto Old = llvm::json::parse<std::vector<findings::Finding>>(
      Former->Units[P.unit(Unit).Former].Findings);
  if (!Old) {
    llvm::consumeError(Old.takeError());
    return false;
  }
  Found[Unit] = std::move(*Old);
  return true;
}

std::string Linker::findings(uint32_t Unit) const {
  llvm::json::Array List;
  for (const findings::Finding &F : Found[Unit])
    List.push_back(findings::toJSON(F));
  return llvm::formatv("{0}", llvm::json::Value(std::move(List))).str();
}

void Linker::judge(findings::FindingSink &Sink) {
  judgeStackDepth(Sink);
  facts::TuFacts Names;
  Names.Strings = P.stringsPtr();
  Names.Files = P.files();
  for (uint32_t U = 0; U != P.unitCount(); ++U) {
    if (!takeFormerFindings(U))
      judgeUnit(Names, U);
    for (const findings::Finding &F : Found[U])
      Sink.add(F);
  }
}

} // namespace gfpcheck::link
