// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "summary/TuSummaries.h"
#include "summary/Recorder.h"
#include "summary/Summarize.h"
#include "summary/SummaryCall.h"

namespace gfpcheck::summary {

using analysis::CallSite;
using analysis::Evaluator;
using analysis::ResolvedCall;
using analysis::State;
using facts::ExprId;
using facts::ExprKind;
using support::StringId;

void guess(analysis::SleepOp &Op) {
  Op.Guesses += Op.Guesses < 255;
  Op.Trust = std::min(Op.Trust, Op.Guesses > 1 ? model::Trust::Guess
                                               : model::Trust::Derived);
}

namespace {
constexpr unsigned MaxDepth = 150; ///< Of calls followed at once.
constexpr unsigned MaxRounds = 3;  ///< Of a recursive component.
constexpr unsigned MaxTargets = 8; ///< Of a function pointer.

uint64_t slotKey(StringId Record, StringId Field) {
  return uint64_t(Record) << 32 | Field;
}
} // namespace

struct TuSummaries::Node {
  const facts::FunctionFacts *Facts = nullptr;
  enum class Stage : uint8_t { New, Active, Done } Now = Stage::New;
  bool CalledWhileActive = false;
  FunctionSummary Summary;
  bool HasSummary = false;
  OpenFrame Frame;
  CallList Calls;
  std::unique_ptr<analysis::Simulation> Sim;
};

TuSummaries::TuSummaries(const facts::TuFacts &Tu,
                         facts::FactsProvider &Provider, RuleCalls &Rules)
    : Tu(Tu), Provider(Provider), Rules(Rules) {
  for (const auto &F : Tu.Functions) {
    auto &N = Nodes[F->Name];
    N = std::make_unique<Node>();
    N->Facts = F.get();
  }
  for (const facts::Binding &B : Tu.Bindings) {
    auto &Targets = Slots[slotKey(B.Record, B.Field)];
    if (!llvm::is_contained(Targets, B.Function))
      Targets.push_back(B.Function);
  }
}

TuSummaries::~TuSummaries() = default;

llvm::ArrayRef<StringId> TuSummaries::targets(StringId Record,
                                              StringId Field) const {
  auto It = Slots.find(slotKey(Record, Field));
  if (It == Slots.end())
    return {};
  return It->second;
}

std::vector<StringId> TuSummaries::unknown() const {
  std::vector<StringId> Out;
  for (const auto &[Name, N] : Nodes)
    if (!N)
      Out.push_back(Name);
  return Out;
}

TuSummaries::Node *TuSummaries::node(StringId Name) {
  auto [It, New] = Nodes.try_emplace(Name);
  if (New)
    if (const facts::FunctionFacts *F = Provider.find(Name)) {
      It->second = std::make_unique<Node>();
      It->second->Facts = F;
    }
  return It->second.get();
}

const facts::FunctionFacts *TuSummaries::facts(StringId Name) {
  Node *N = node(Name);
  return N ? N->Facts : nullptr;
}

void TuSummaries::compute(Node &N) {
  N.Now = Node::Stage::Active;
  Active.push_back(&N);
  size_t Below = Finished.size();
  for (unsigned Round = 0;; ++Round) {
    N.CalledWhileActive = false;
    auto Sim = std::make_unique<analysis::Simulation>(*N.Facts, *this);
    bool Complete = Sim->run() && N.Facts->Incomplete.empty();
    Summarizer Summary(*Sim, Portable);
    auto IsOpen = [this](StringId Name) { return isOpen(Name); };
    Recorder Open(*Sim, IsOpen);
    if (Recording) {
      CallRecorder All(*Sim, *Tu.Strings);
      Sim->observe({&Summary, &Open, &All});
      N.Calls = All.take([&](uint32_t Event) { return Open.openIndex(Event); });
    } else {
      Sim->observe({&Summary});
    }
    N.Frame = Open.take();
    N.Summary = Summary.take(Complete);
    N.HasSummary = true;
    if (N.Facts->InMainFile)
      N.Sim = std::move(Sim);
    if (!N.CalledWhileActive || Round + 1 == MaxRounds)
      break;
    // Those that used the unfinished summary are done again with this one.
    for (size_t I = Below; I != Finished.size(); ++I)
      Finished[I]->Now = Node::Stage::New;
    Finished.resize(Below);
  }
  Active.pop_back();
  N.Now = Node::Stage::Done;
  Finished.push_back(&N);
}

bool TuSummaries::isOpen(StringId Name) {
  Node *N = node(Name);
  return !N || N->Now != Node::Stage::Done || !N->Frame.Calls.empty();
}

std::vector<UnitFunction> TuSummaries::takeUnitFunctions() {
  std::vector<UnitFunction> Out;
  for (auto &[Name, N] : Nodes) {
    if (!N || N->Now != Node::Stage::Done)
      continue;
    const facts::FunctionFacts &F = *N->Facts;
    if (!F.InMainFile && N->Frame.Calls.empty())
      continue;
    UnitFunction U;
    U.Summary = std::move(N->Summary);
    U.Frame = std::move(N->Frame);
    U.Calls = std::move(N->Calls);
    for (uint32_t I = 0; I != F.ParamCount; ++I)
      U.Params.push_back(F.Vars[I].Name);
    U.IsStatic = F.IsStatic || !F.InMainFile;
    U.IsInit = F.IsInit;
    U.IsWeak = F.IsWeak;
    U.InMainFile = F.InMainFile;
    U.Where = F.Where;
    Out.push_back(std::move(U));
  }
  return Out;
}

const FunctionSummary *TuSummaries::summary(StringId Name) {
  Node *N = node(Name);
  if (!N)
    return nullptr;
  if (N->Now == Node::Stage::Active) {
    N->CalledWhileActive = true;
    return N->HasSummary ? &N->Summary : nullptr;
  }
  if (N->Now == Node::Stage::New) {
    if (Active.size() >= MaxDepth)
      return nullptr;
    compute(*N);
  }
  return &N->Summary;
}

analysis::Simulation *TuSummaries::simulation(StringId Name) {
  summary(Name);
  Node *N = node(Name);
  return N ? N->Sim.get() : nullptr;
}

const model::Api *TuSummaries::ruleFor(const facts::CallInfo &Call) {
  const model::Api *A = Rules.entryFor(Call);
  if (!A || Call.IsMacro || A->Pure || A->LastReference)
    return A;
  // A static function of this file shares its name with nothing a rule can
  // know; and a body that is at hand beats a guess.
  Node *N = node(Call.Callee);
  if (!N)
    return A;
  if (N->Facts->InMainFile && N->Facts->IsStatic) {
    // Unless it is the very function that the rule was made from.
    llvm::StringRef Made = llvm::StringRef(A->Source).split(':').first;
    if (A->Context.empty() || !Made.ends_with(".c") ||
        !llvm::StringRef(Tu.Files[N->Facts->Where.File]).ends_with(Made))
      return nullptr;
  }
  bool Sure = A->Confidence == model::Trust::Reviewed &&
              (!A->KnownSleep || A->SleepTrust == model::Trust::Reviewed);
  return Sure ? A : nullptr;
}

ResolvedCall TuSummaries::resolveNamed(StringId Callee, const CallSite &Site,
                                       const State &S, Evaluator &Eval,
                                       bool Full) {
  uint64_t NoFail = Rules.gfp().bits(model::GfpMeaning::NoFail);
  Node *N = node(Callee);
  if (N && N->Facts->IsWeak)
    N = nullptr; // Only the whole program knows whether it is this one.
  if (const FunctionSummary *F = N ? summary(Callee) : nullptr) {
    if (N->Now != Node::Stage::Active)
      return applySummary(*F, Portable, NoFail, Site, S, Eval, Full);
    // Arguments change from one turn of a recursion to the next, so what they
    // had to be in this one says nothing of the turns below.
    FunctionSummary Below = *F;
    for (analysis::SleepOp &Op : Below.Sleeps)
      std::erase_if(Op.If,
                    [](const analysis::Condition &C) { return !C.OnGfp; });
    return applySummary(Below, Portable, NoFail, Site, S, Eval, Full);
  }
  ResolvedCall R;
  R.Name = Callee;
  // Not yet known because it is being computed: nothing comes back yet, the
  // next round will tell.
  if (N && N->Now == Node::Stage::Active)
    R.NeverReturns = true;
  return R;
}

ResolvedCall TuSummaries::resolve(const CallSite &Site, const State &S,
                                  Evaluator &Eval, bool Full) {
  if (!Site.Call.Callee)
    return resolveIndirect(Site, S, Eval, Full);
  const model::Api *A = ruleFor(Site.Call);
  if (!A)
    return resolveNamed(Site.Call.Callee, Site, S, Eval, Full);
  ResolvedCall R = Rules.resolve(*A, Site, S, Eval, Full);
  // A rule that is silent on what the call returns and does leaves that to
  // the body, where there is one.
  bool Silent = !A->Alloc && A->Context.empty() && !A->Query &&
                A->Frees.empty() && !A->Pure && !A->LastReference &&
                !Site.Call.IsMacro;
  if (Silent && node(Site.Call.Callee)) {
    ResolvedCall Body = resolveNamed(Site.Call.Callee, Site, S, Eval, Full);
    R.Outcomes = std::move(Body.Outcomes);
    R.NeverReturns = Body.NeverReturns;
    if (!A->KnownSleep)
      R.Sleeps = std::move(Body.Sleeps);
    if (A->Derefs.empty())
      R.Derefs = std::move(Body.Derefs);
  }
  return R;
}

ResolvedCall TuSummaries::resolveIndirect(const CallSite &Site, const State &S,
                                          Evaluator &Eval, bool Full) {
  ExprId P = Eval.canonical(S, Site.Call.Through);
  const facts::Expr X = Eval.table()[P];
  if (X.Kind == ExprKind::Func) {
    facts::CallInfo Direct;
    Direct.Callee = X.Name;
    if (const model::Api *A = ruleFor(Direct))
      return Rules.resolve(*A, Site, S, Eval, Full);
    return resolveNamed(X.Name, Site, S, Eval, Full);
  }
  ResolvedCall R;
  if (X.Kind != ExprKind::Field)
    return R;
  auto Targets = targets(X.Name2, X.Name);
  if (Targets.empty() || Targets.size() > MaxTargets)
    return R;
  R.Name = X.Name;
  R.Guessed = true;
  for (StringId T : Targets) {
    ResolvedCall One = resolveNamed(T, Site, S, Eval, Full);
    R.Known |= One.Known;
    // Some other file may fill the slot too, so what one target does to the
    // context is taken only if it is all there is.
    if (Targets.size() == 1)
      R.Outcomes = std::move(One.Outcomes);
    for (analysis::SleepOp &Op : One.Sleeps) {
      guess(Op);
      R.Sleeps.push_back(std::move(Op));
    }
  }
  return R;
}

} // namespace gfpcheck::summary
