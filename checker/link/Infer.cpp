// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Infer.h"
#include "link/CallEvidence.h"
#include "link/InferSleep.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

namespace gfpcheck::link {

using analysis::Outcome;
using analysis::SleepOp;
using facts::Expr;
using facts::ExprKind;
using model::Api;
using model::ContextEffect;
using model::FailsWith;
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
    Any |= allocation(Out);
    Any |= context(Out);
    return Any;
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

  /// The memory that every way out either returns or says it could not get.
  const analysis::FreshMemory *freshResult(bool &Null, bool &Error) {
    const analysis::FreshMemory *Found = nullptr;
    for (const Outcome &O : Own->Exits) {
      if (O.Fresh) {
        if (Found && Found->Family != O.Fresh->Family)
          return nullptr;
        Found = &*O.Fresh;
        (O.Fresh->IsError ? Error : Null) |= O.Fresh->MayFail;
      } else if (O.Result.isZero()) {
        Null = true;
      } else if (O.Result.isErrorPointer()) {
        Error = true;
      } else {
        return nullptr;
      }
    }
    return Found;
  }

  bool allocation(Api &Out) {
    bool Null = false, Error = false;
    const analysis::FreshMemory *Fresh = freshResult(Null, Error);
    if (!Fresh || !Fresh->Family || !Fresh->MayFail || (!Null && !Error))
      return false;
    model::AllocEffect A;
    A.Family = P.strings().str(Fresh->Family).str();
    A.Fails = Null && Error ? FailsWith::NullOrErr
              : Error       ? FailsWith::ErrPtr
                            : FailsWith::Null;
    const Expr &Gfp = P.portable()[Fresh->Gfp];
    if (Gfp.Kind == ExprKind::Var && Gfp.Value >= 0 && Gfp.Value < 250)
      A.Gfp.Index = uint8_t(Gfp.Value + 1);
    Out.Alloc = std::move(A);
    return true;
  }

  static std::vector<model::ContextKind> entered(const Outcome &O) {
    std::vector<model::ContextKind> Kinds;
    for (const analysis::Held &H : O.Enters)
      if (!llvm::is_contained(Kinds, H.Kind))
        Kinds.push_back(H.Kind);
    return Kinds;
  }
  static std::vector<model::ContextKind> left(const Outcome &O) {
    std::vector<model::ContextKind> Kinds;
    for (const Outcome::Leave &X : O.Leaves)
      if (!llvm::is_contained(Kinds, X.Kind))
        Kinds.push_back(X.Kind);
    return Kinds;
  }

  /// The same change on every way out, or one that the result tells of.
  bool context(Api &Out) {
    const auto &Exits = Own->Exits;
    if (!Own->Complete || Exits.empty())
      return false;
    bool Unsure = llvm::any_of(Exits, [](const Outcome &O) {
      return llvm::any_of(O.Enters,
                          [](const analysis::Held &H) { return H.Unsure; });
    });
    if (Unsure)
      return false;
    bool Same = llvm::all_of(Exits, [&](const Outcome &O) {
      return entered(O) == entered(Exits[0]) && left(O) == left(Exits[0]);
    });
    return Same ? change(Out, Exits[0]) : attempt(Out);
  }

  static bool change(Api &Out, const Outcome &O) {
    ContextEffect E;
    if (O.Leaves.empty() == O.Enters.empty())
      return false; // Nothing; or let go and taken again.
    E.What =
        O.Leaves.empty() ? ContextEffect::Op::Enter : ContextEffect::Op::Leave;
    E.Kinds = O.Leaves.empty() ? entered(O) : left(O);
    Out.Context.push_back(std::move(E));
    return true;
  }

  bool attempt(Api &Out) {
    ContextEffect E;
    E.What = ContextEffect::Op::Try;
    std::optional<bool> NonZero;
    for (const Outcome &O : Own->Exits) {
      if (!O.Leaves.empty() || !(O.Result.isZero() || O.Result.isNonZero()))
        return false;
      bool Took = !O.Enters.empty(), Is = O.Result.isNonZero();
      if (Took && !E.Kinds.empty() && E.Kinds != entered(O))
        return false;
      if (Took)
        E.Kinds = entered(O);
      if (NonZero && *NonZero != (Took == Is))
        return false;
      NonZero = Took == Is;
    }
    if (E.Kinds.empty() || !NonZero)
      return false;
    E.SuccessNonZero = *NonZero;
    Out.Context.push_back(std::move(E));
    return true;
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
