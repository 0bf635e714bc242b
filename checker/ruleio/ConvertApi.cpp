// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Entries of `apis:` become model::Api, with all that can be checked about an
// entry on its own.
#include "ruleio/Builder.h"
#include "support/Suggest.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::ruleio {

using model::Api;
using model::ArgRef;
using model::When;
using support::quoted;

namespace {

class ApiConverter {
public:
  ApiConverter(const RawApi &R, Api &Out, const BuildContext &C)
      : R(R), Out(Out), C(C) {}

  void run() {
    general();
    if (R.Alloc)
      alloc(*R.Alloc);
    if (R.Frees)
      frees(*R.Frees);
    if (R.Sleeps)
      sleeps(*R.Sleeps);
    if (R.SleepNotIn)
      Out.SleepNotIn = mask(*R.SleepNotIn);
    if (R.SleepOnlyIn)
      Out.SleepOnlyIn = mask(*R.SleepOnlyIn);
    if (R.Context)
      context(*R.Context);
    if (R.Query)
      Out.Query = {mask(R.Query->NoneIfTrue), mask(R.Query->NoneIfFalse)};
    if (R.Derefs) {
      Out.Derefs.clear();
      for (const Arg &A : *R.Derefs)
        Out.Derefs.push_back(argument(A, "derefs"));
    }
    if (R.DerefBytes.present())
      Out.DerefBytes = argument(R.DerefBytes, "deref-bytes");
    if (R.Checks) {
      Out.Checks.clear();
      for (const Arg &A : *R.Checks)
        Out.Checks.push_back(input(A, "checks"));
    }
    whole();
  }

private:
  void error(llvm::SMRange Where, const llvm::Twine &M) { C.D.error(Where, M); }

  void general() {
    if (R.Symbols) {
      Out.Symbols.clear();
      for (const Str &S : *R.Symbols) {
        checkIdentifier(S, "function", C.D);
        Out.Symbols.push_back(*S);
      }
    }
    if (R.Args.present())
      Out.Arity = *R.Args;
    if (R.Macro.present())
      Out.IsMacro = *R.Macro;
    if (R.Pure.present())
      Out.Pure = *R.Pure;
    if (R.LastReference.present())
      Out.LastReference = *R.LastReference;
    if (R.Trust)
      Out.Confidence = *R.Trust;
    if (R.Source.present())
      Out.Source = *R.Source;
    if (R.Why.present())
      Out.SleepWhy = *R.Why;
    if (R.SleepTrust)
      Out.SleepTrust = *R.SleepTrust;
    else if (R.Sleeps)
      Out.SleepTrust = R.Trust.value_or(model::Trust::Reviewed);
  }

  /// The argument, checked against the arity of the entry. Entries with
  /// symbols may speak of arguments that the macro adds.
  ArgRef argument(const Arg &A, llvm::StringRef What) {
    if (A.present() && A->Index != ArgRef::Result && Out.Arity >= 0 &&
        int(A->Index) > Out.Arity)
      error(A.Where, "'" + What + "' is argument " +
                         llvm::Twine(unsigned(A->Index)) + ", but " +
                         quoted(Out.Name) + " has " + llvm::Twine(Out.Arity));
    return *A;
  }

  /// As argument(), but the result makes no sense.
  ArgRef input(const Arg &A, llvm::StringRef What) {
    if (A->Index == ArgRef::Result)
      error(A.Where, "'" + What + "' must be an argument, not the result");
    return argument(A, What);
  }

  void family(const Str &F) {
    if (!F.present() || C.Families.contains(*F))
      return;
    llvm::SmallVector<llvm::StringRef, 64> Known(C.Families.keys());
    llvm::sort(Known);
    error(F.Where,
          "unknown family " + quoted(*F) + support::didYouMean(*F, Known));
  }

  When when(const RawWhen &W) {
    When Result;
    Result.What = W.What;
    Result.Arg = input(W.Of, "condition");
    Result.Flag = *W.Flag;
    Result.Text = *W.Text;
    checkIdentifier(W.Flag, "constant", C.D);
    return Result;
  }

  void alloc(const RawAlloc &A) {
    model::AllocEffect E;
    E.Family = *A.Family;
    family(A.Family);
    if (A.Object.present())
      E.Object = argument(A.Object, "object");
    E.Gfp = input(A.Gfp, "gfp");
    E.Size = input(A.Size, "size");
    E.Count = input(A.Count, "count");
    E.ImplicitGfp = *A.ImplicitGfp;
    E.Fails = A.Fails.value_or(model::FailsWith::Null);
    if (A.CannotFail)
      E.CannotFail = when(*A.CannotFail);
    E.NoFailFlag = *A.NoFailFlag;
    E.Zeroed = A.Zeroed.value_or(0);
    if (A.FreedBy)
      for (const Str &F : *A.FreedBy) {
        checkIdentifier(F, "function", C.D);
        E.FreedBy.push_back(*F);
      }
    if (*A.NoFailFlag && !A.Gfp.present() && !A.ImplicitGfp.present())
      error(A.NoFailFlag.Where, "'nofail-flag' needs a 'gfp' argument");
    Out.Alloc = std::move(E);
  }

  void frees(const std::vector<RawFree> &List) {
    Out.Frees.clear();
    for (const RawFree &F : List) {
      model::FreeEffect &E = Out.Frees.emplace_back();
      E.Object = input(F.Object, "object");
      E.NullOk = *F.NullOk;
      for (const Str &S : F.Families) {
        family(S);
        E.Families.push_back(*S);
      }
    }
  }

  void sleeps(const RawWhen &W) {
    Out.Sleeps = when(W);
    Out.KnownSleep = true;
  }

  model::ContextMask mask(const std::vector<Str> &Ids) {
    model::ContextMask M = 0;
    for (model::ContextKind K : convertKinds(Ids, C.D))
      M |= model::maskOf(K);
    return M;
  }

  void context(const std::vector<RawContext> &List) {
    Out.Context.clear();
    for (const RawContext &X : List) {
      model::ContextEffect &E = Out.Context.emplace_back();
      E.What = X.What.value_or(model::ContextEffect::Op::Enter);
      E.Kinds = convertKinds(X.Kinds, C.D);
      E.Object = argument(X.Object, "object");
      E.SuccessNonZero = *X.TakenWhenNonZero;
      E.Absolute = *X.Absolute;
      if (X.TakenWhenNonZero.present() &&
          E.What != model::ContextEffect::Op::Try)
        error(X.TakenWhenNonZero.Where, "'taken-when' is only for 'try'");
    }
  }

  void whole() {
    if (Out.IsMacro && !Out.Symbols.empty())
      error(R.Name.Where, "an entry is either a macro of its own or has "
                          "symbols, not both");
    if (Out.Source.empty())
      error(R.Where, "the entry " + quoted(Out.Name) + " needs a 'source'");
    if (!Out.Alloc && Out.Frees.empty() && !Out.KnownSleep &&
        Out.Context.empty() && !Out.Query && Out.Derefs.empty() &&
        Out.Checks.empty() && !Out.Pure && !Out.LastReference)
      error(R.Where, "the entry " + quoted(Out.Name) + " says nothing");
  }

  const RawApi &R;
  Api &Out;
  const BuildContext &C;
};

} // namespace

void applyApi(const RawApi &R, Api &Out, const BuildContext &C) {
  ApiConverter(R, Out, C).run();
}

} // namespace gfpcheck::ruleio
