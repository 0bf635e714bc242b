// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Infer.h"
#include "link/CallEvidence.h"
#include "link/InferSleep.h"
#include "summary/Effects.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

namespace gfpcheck::link {

using analysis::SleepOp;
using model::Api;
using model::ContextEffect;
using model::Trust;
using summary::FunctionSummary;

namespace {

class Inference {
public:
  Inference(Linker &L, FunctionId F)
      : L(L), P(L.program()), Own(P.summary(F)), F(F) {}

  /// False if there is nothing to say.
  bool run(Api &Out) {
    Out.Name = P.strings().str(Own->Name).str();
    Out.Arity = int(P.head(F).ParamCount);
    Out.Confidence = Out.SleepTrust = Trust::Derived;
    bool Any = sleeps(Out);
    Out.Alloc = summary::allocationOf(*Own, P.portable(), P.strings());
    Out.Context = summary::contextOf(*Own);
    return Any || Out.Alloc || !Out.Context.empty();
  }

private:
  bool sleeps(Api &Out) {
    SleepCases Cases(P.portable(), P.environment(P.unitOf(F)));
    Elsewhere = L.extra(F);
    for (const FunctionSummary *Part : {&*Own, &*Elsewhere})
      for (const SleepOp &Op : Part->Sleeps)
        if (!L.knowsBetter(Op.Hearsay))
          Cases.add(Op);
    auto Found = Cases.result();
    if (!Found)
      return false;
    Out.KnownSleep = true;
    Out.Sleeps = std::move(Found->When);
    Out.SleepNotIn = Found->Op->CallerIsNot;
    Out.SleepOnlyIn = Found->Op->OnlyIn;
    if (Out.Sleeps.What != model::When::Kind::IfGfpBlocks)
      Out.SleepWhy = why(*Found->Op);
    return true;
  }

  std::string why(const SleepOp &Op) {
    std::string Text = P.strings().str(Op.At.Api).str() + "()";
    if (Op.IsAlloc && Op.Gfp && Op.GfpMask)
      Text += " with " + L.gfp(P.unitOf(F)).spell(Op.GfpMask);
    return Text;
  }

  Linker &L;
  const Program &P;
  std::shared_ptr<const FunctionSummary> Own, Elsewhere;
  FunctionId F;
};

} // namespace

/// The folder that all files of the program are in, with a '/' at its end.
static std::string commonFolder(const Program &P) {
  std::optional<std::string> Common;
  for (uint32_t U = 0; U != P.unitCount(); ++U) {
    llvm::StringRef File = P.files()[P.unit(U).MainFile];
    if (!Common)
      Common = File.str();
    size_t N = 0;
    while (N < Common->size() && N < File.size() && (*Common)[N] == File[N])
      ++N;
    Common->resize(N);
  }
  if (!Common)
    return "";
  Common->resize(llvm::StringRef(*Common).rfind('/') + 1);
  return *Common;
}

/// So many callers that hold a lock are no oversight.
constexpr unsigned ManyCallers = 3;

/// Callers show that it does not sleep as simply as its body says.
static void doubtSleep(Api &A, FunctionId F, const CallEvidence &Calls,
                       model::ContextMask Forbidden) {
  if (!A.KnownSleep || A.Sleeps.What != model::When::Kind::Always)
    return;
  model::ContextMask Counts = Forbidden & ~A.SleepNotIn;
  if (A.SleepOnlyIn)
    Counts &= A.SleepOnlyIn;
  unsigned Atomic = Calls.callersWith(F, Counts);
  if (Atomic < ManyCallers && (!Atomic || Atomic * 2 < Calls.callers(F)))
    return;
  A.KnownSleep = false;
}

static void doubtContext(Api &A, FunctionId F, const CallEvidence &Calls) {
  if (llvm::any_of(A.Context, [&](const ContextEffect &E) {
        return !Calls.hasPartner(F, E);
      }))
    A.Context.clear();
}

std::vector<Api> infer(Linker &L, const InferOptions &Opts) {
  const Program &P = L.program();
  const std::string Root = Opts.Root.empty() ? commonFolder(P) : Opts.Root;
  CallEvidence Calls(P);
  std::map<std::string, std::pair<FunctionId, Api>> Found;
  for (FunctionId F = 0; F != P.functionCount(); ++F) {
    const FunctionHead &Fn = P.head(F);
    if (Fn.IsStatic || !Fn.InMainFile || Fn.ParamCount > 250 ||
        P.externals(Fn.Name).size() != 1 ||
        !(Opts.Everything || Calls.calledElsewhere(F)))
      continue;
    Api A;
    if (!Inference(L, F).run(A))
      continue;
    llvm::StringRef File = P.files()[Fn.Where.File];
    File.consume_front(Root);
    A.Source = (File + ":" + llvm::Twine(Fn.Where.Line)).str();
    std::string Name = A.Name;
    Calls.propose(F, A.Context);
    Found.try_emplace(std::move(Name), F, std::move(A));
  }
  std::vector<Api> Sorted;
  for (auto &[Name, Entry] : Found) {
    auto &[F, A] = Entry;
    if (Opts.AskCallers) {
      doubtSleep(A, F, Calls, Opts.Forbidden);
      doubtContext(A, F, Calls);
    }
    if (A.KnownSleep || A.Alloc || !A.Context.empty())
      Sorted.push_back(std::move(A));
  }
  return Sorted;
}

// Comparing ------------------------------------------------------------------

static std::string kindNames(const std::vector<ContextEffect> &Effects) {
  std::string Out;
  for (const ContextEffect &E : Effects) {
    Out += Out.empty() ? "" : ", ";
    Out += E.What == ContextEffect::Op::Enter   ? "enters"
           : E.What == ContextEffect::Op::Leave ? "leaves"
                                                : "tries";
    for (model::ContextKind K : E.Kinds)
      Out += " " + model::contextId(K).str();
  }
  return Out.empty() ? "nothing" : Out;
}

static bool sameContext(const Api &A, const Api &B) {
  auto Kinds = [](const Api &X) {
    std::set<std::pair<unsigned, unsigned>> Out;
    for (const ContextEffect &E : X.Context)
      for (model::ContextKind K : E.Kinds)
        Out.insert({unsigned(E.What), unsigned(K)});
    return Out;
  };
  return Kinds(A) == Kinds(B);
}

/// Families of plain memory: something frees several of them alike. Others are
/// objects, of which it says nothing what memory they are made of.
static std::set<std::string> plainFamilies(const model::RuleSet &Rules) {
  std::set<std::string> Out;
  for (size_t I = 0; I != Rules.apiCount(); ++I)
    for (const model::FreeEffect &Free : Rules.api(I).Frees)
      if (Free.Families.size() > 1)
        Out.insert(Free.Families.begin(), Free.Families.end());
  return Out;
}

std::vector<Disagreement> compareRules(llvm::ArrayRef<Api> Inferred,
                                       const model::RuleSet &Rules) {
  std::vector<Disagreement> Out;
  const std::set<std::string> Plain = plainFamilies(Rules);
  for (const Api &Body : Inferred) {
    const Api *Rule = Rules.byName(Body.Name);
    if (!Rule || Rule->IsMacro)
      continue;
    auto Add = [&](const std::string &What) {
      Out.push_back({Body.Name, What, Body.Source});
    };
    if (Body.KnownSleep && Rule->KnownSleep)
      if (std::string What = sleepDisagreement(Body, *Rule); !What.empty())
        Add(What);
    if (Body.Alloc && Rule->Alloc &&
        Body.Alloc->Family != Rule->Alloc->Family &&
        Plain.count(Rule->Alloc->Family))
      Add("family: the rule says '" + Rule->Alloc->Family + "', the body '" +
          Body.Alloc->Family + "'");
    if (!Body.Context.empty() && !sameContext(Body, *Rule))
      Add("context: the rule says " + kindNames(Rule->Context) + ", the body " +
          kindNames(Body.Context));
  }
  return Out;
}

} // namespace gfpcheck::link
