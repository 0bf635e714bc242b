// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "summary/Effects.h"

namespace gfpcheck::summary {

using analysis::FreshMemory;
using analysis::Outcome;
using facts::Expr;
using facts::ExprKind;
using model::ContextEffect;
using model::ContextKind;
using model::FailsWith;

/// A rule has no more than 250 numbers of arguments.
static constexpr int64_t MaxArgument = 250;

static const FreshMemory *freshResult(const FunctionSummary &S, bool &Null,
                                      bool &Error) {
  const FreshMemory *Found = nullptr;
  for (const Outcome &O : S.Exits) {
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

std::optional<model::AllocEffect>
allocationOf(const FunctionSummary &S, const facts::ExprTable &Portable,
             const support::StringPool &Strings) {
  bool Null = false, Error = false;
  const FreshMemory *Fresh = freshResult(S, Null, Error);
  if (!Fresh || !Fresh->Family || !Fresh->MayFail || (!Null && !Error))
    return std::nullopt;
  model::AllocEffect A;
  A.Family = Strings.str(Fresh->Family).str();
  A.Fails = Null && Error ? FailsWith::NullOrErr
            : Error       ? FailsWith::ErrPtr
                          : FailsWith::Null;
  const Expr &Gfp = Portable[Fresh->Gfp];
  if (Gfp.Kind == ExprKind::Var && Gfp.Value >= 0 && Gfp.Value < MaxArgument)
    A.Gfp.Index = uint8_t(Gfp.Value + 1);
  return A;
}

/// The kinds of what is entered or left, each once.
template <class List> static std::vector<ContextKind> kindsIn(const List &All) {
  std::vector<ContextKind> Kinds;
  for (const auto &E : All)
    if (!llvm::is_contained(Kinds, E.Kind))
      Kinds.push_back(E.Kind);
  return Kinds;
}

static std::optional<ContextEffect> change(const Outcome &O) {
  if (O.Leaves.empty() == O.Enters.empty())
    return std::nullopt; // Nothing; or let go and taken again.
  ContextEffect E;
  E.What =
      O.Leaves.empty() ? ContextEffect::Op::Enter : ContextEffect::Op::Leave;
  E.Kinds = O.Leaves.empty() ? kindsIn(O.Enters) : kindsIn(O.Leaves);
  return E;
}

static std::optional<ContextEffect> attempt(const FunctionSummary &S) {
  ContextEffect E;
  E.What = ContextEffect::Op::Try;
  std::optional<bool> NonZero;
  for (const Outcome &O : S.Exits) {
    if (!O.Leaves.empty() || !(O.Result.isZero() || O.Result.isNonZero()))
      return std::nullopt;
    bool Took = !O.Enters.empty(), Is = O.Result.isNonZero();
    if (Took && !E.Kinds.empty() && E.Kinds != kindsIn(O.Enters))
      return std::nullopt;
    if (Took)
      E.Kinds = kindsIn(O.Enters);
    if (NonZero && *NonZero != (Took == Is))
      return std::nullopt;
    NonZero = Took == Is;
  }
  if (E.Kinds.empty() || !NonZero)
    return std::nullopt;
  E.SuccessNonZero = *NonZero;
  return E;
}

std::vector<ContextEffect> contextOf(const FunctionSummary &S) {
  const auto &Exits = S.Exits;
  if (!S.Complete || Exits.empty())
    return {};
  bool Unsure = llvm::any_of(Exits, [](const Outcome &O) {
    return llvm::any_of(O.Enters,
                        [](const analysis::Held &H) { return H.Unsure; });
  });
  if (Unsure)
    return {};
  bool Same = llvm::all_of(Exits, [&](const Outcome &O) {
    return kindsIn(O.Enters) == kindsIn(Exits[0].Enters) &&
           kindsIn(O.Leaves) == kindsIn(Exits[0].Leaves);
  });
  std::vector<ContextEffect> Out;
  if (auto E = Same ? change(Exits[0]) : attempt(S))
    Out.push_back(std::move(*E));
  return Out;
}

model::ContextMask kindsOf(const ContextEffect &E) {
  model::ContextMask Out = 0;
  for (ContextKind K : E.Kinds)
    Out |= maskOf(K);
  return Out;
}

} // namespace gfpcheck::summary
