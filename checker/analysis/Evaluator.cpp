// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analysis/Evaluator.h"
#include <bit>

namespace gfpcheck::analysis {

using facts::Expr;
using facts::ExprId;
using facts::ExprKind;
using facts::Loc;
using facts::Op;
using facts::TypeKind;

namespace {
// Deep expressions are cut off rather than followed; generated code has them.
constexpr unsigned MaxDepth = 40;
} // namespace

ExprId Evaluator::canonical(const State &S, ExprId E) {
  return rebuild(S, E, false, 0);
}

ExprId Evaluator::place(const State &S, ExprId E) {
  return rebuild(S, E, true, 0);
}

ExprId Evaluator::rebuild(const State &S, ExprId E, bool AsPlace,
                          unsigned Depth) {
  if (Depth > MaxDepth)
    return E;
  Expr X = Exprs[E];
  switch (X.Kind) {
  case ExprKind::Unknown:
  case ExprKind::Const:
  case ExprKind::Str:
  case ExprKind::Func:
    return E;
  case ExprKind::Var:
  case ExprKind::Temp:
    break;
  case ExprKind::Field:
  case ExprKind::Index:
    X.A = rebuild(S, X.A, true, Depth + 1);
    if (X.Kind == ExprKind::Index)
      X.B = rebuild(S, X.B, false, Depth + 1);
    break;
  case ExprKind::AddrOf:
    X.A = rebuild(S, X.A, true, Depth + 1);
    break;
  case ExprKind::Deref:
  case ExprKind::Unary:
  case ExprKind::Cast:
    X.A = rebuild(S, X.A, false, Depth + 1);
    break;
  case ExprKind::Binary:
    X.A = rebuild(S, X.A, false, Depth + 1);
    X.B = rebuild(S, X.B, false, Depth + 1);
    break;
  }
  ExprId Now = Exprs.get(X);
  // Deref(AddrOf(x)) folds to x, which may itself be known to equal something.
  if (!AsPlace && Exprs.isPlace(Now))
    if (const Value *V = S.find(Now)) {
      if (V->Same)
        return V->Same;
      if (V->isConstant() && !V->Site &&
          Exprs[Now].Type.Kind != TypeKind::Record)
        return Exprs.constant(V->Lo, Exprs[Now].Type);
    }
  return Now;
}

Value Evaluator::value(const State &S, ExprId E) {
  return valueOfCanonical(S, canonical(S, E));
}

bool Evaluator::refine(State &S, ExprId E, const Value &With, Loc At) {
  Value Now = valueOfCanonical(S, E);
  SiteId Site = Now.Site;
  Value New = Now;
  if (!meet(New, With))
    return false;
  if (Exprs[E].Kind == ExprKind::Const)
    return true;
  if (Site && !(Site & ErrorSite) && (New.isZero() || New.isNonZero())) {
    Value As = New.isZero() ? Value::zero() : Value::nonZero();
    As.Since = At;
    S.closeSite(Site, As);
    return true;
  }
  if (!(New == Now)) {
    const Value *Old = S.find(E);
    New.Same = Old ? Old->Same : 0;
    New.Written = Old && Old->Written;
    New.Since = At;
    S.set(E, New);
  }
  return true;
}

bool Evaluator::assume(State &S, ExprId E, bool Sense, Loc At) {
  return assumeCanonical(S, canonical(S, E), Sense, At);
}

bool Evaluator::assumeValue(State &S, ExprId E, const Value &V, Loc At) {
  ExprId C = canonical(S, E);
  if (V.isZero())
    return assumeCanonical(S, C, false, At);
  if (V.isNonZero() && !assumeCanonical(S, C, true, At))
    return false;
  return refine(S, C, V, At);
}

bool Evaluator::assumeCanonical(State &S, ExprId E, bool Sense, Loc At) {
  const Expr X = Exprs[E];
  switch (X.Kind) {
  case ExprKind::Const:
    return (X.Value != 0) == Sense;
  case ExprKind::Unknown:
    return true;
  case ExprKind::Cast:
    if (X.Type.Kind == TypeKind::Bool || X.Type.Kind == TypeKind::Pointer ||
        X.Type.Bits >= Exprs[X.A].Type.Bits)
      return assumeCanonical(S, X.A, Sense, At);
    break;
  case ExprKind::Unary:
    if (X.Operator == Op::Not)
      return assumeCanonical(S, X.A, !Sense, At);
    if (X.Operator == Op::Neg)
      return assumeCanonical(S, X.A, Sense, At);
    break;
  case ExprKind::Binary:
    switch (X.Operator) {
    case Op::LAnd:
      if (Sense)
        return assumeCanonical(S, X.A, true, At) &&
               assumeCanonical(S, X.B, true, At);
      if (valueOfCanonical(S, X.A).isNonZero())
        return assumeCanonical(S, X.B, false, At);
      if (valueOfCanonical(S, X.B).isNonZero())
        return assumeCanonical(S, X.A, false, At);
      break;
    case Op::LOr:
      if (!Sense)
        return assumeCanonical(S, X.A, false, At) &&
               assumeCanonical(S, X.B, false, At);
      if (valueOfCanonical(S, X.A).isZero())
        return assumeCanonical(S, X.B, true, At);
      if (valueOfCanonical(S, X.B).isZero())
        return assumeCanonical(S, X.A, true, At);
      break;
    case Op::And:
      if (Exprs[X.B].Kind == ExprKind::Const) {
        uint64_t Mask = uint64_t(Exprs[X.B].Value);
        Value With;
        if (!Sense)
          With.Zero = Mask;
        else if (std::has_single_bit(Mask))
          With.One = Mask;
        if ((With.One || With.Zero) && !refine(S, X.A, With, At))
          return false;
      }
      break;
    case Op::Eq:
    case Op::Ne:
    case Op::Lt:
    case Op::Le:
    case Op::Gt:
    case Op::Ge:
      if (!assumeComparison(S, X, Sense, At))
        return false;
      break;
    default:
      break;
    }
    break;
  default:
    break;
  }
  return refine(S, E, Sense ? Value::nonZero() : Value::zero(), At);
}

void Evaluator::closeErrors(State &S, ExprId E, unsigned Depth) {
  if (S.Open.empty() || Depth > MaxDepth || !E)
    return;
  if (const Value *V = S.find(E); V && (V->Site & ErrorSite)) {
    Value Same = *V;
    Same.Site = 0;
    S.closeSite(V->Site, Same);
  }
  const Expr X = Exprs[E];
  if (X.Kind == ExprKind::Unary || X.Kind == ExprKind::Binary ||
      X.Kind == ExprKind::Cast) {
    closeErrors(S, X.A, Depth + 1);
    closeErrors(S, X.B, Depth + 1);
  }
}

/// The pointer p of an unsigned difference p - base; 0 if E is none.
static ExprId pointerInRange(const facts::ExprTable &Exprs, ExprId E) {
  const Expr *X = &Exprs[E];
  bool Unsigned = X->Type.Kind == TypeKind::Int && !X->Type.Signed;
  while (X->Kind == ExprKind::Cast)
    X = &Exprs[X->A];
  bool Difference = Unsigned && X->Kind == ExprKind::Binary &&
                    X->Operator == Op::Sub &&
                    Exprs[X->A].Type.Kind == TypeKind::Pointer &&
                    Exprs[X->B].Type.Kind == TypeKind::Pointer;
  return Difference ? X->A : 0;
}

bool Evaluator::assumeComparison(State &S, const Expr &X, bool Sense, Loc At) {
  Op O = X.Operator;
  if (!Sense)
    O = O == Op::Eq   ? Op::Ne
        : O == Op::Ne ? Op::Eq
        : O == Op::Lt ? Op::Ge
        : O == Op::Le ? Op::Gt
        : O == Op::Gt ? Op::Le
                      : Op::Lt;
  Value A = valueOfCanonical(S, X.A), B = valueOfCanonical(S, X.B);
  if (!A.isZero() && !B.isZero()) {
    closeErrors(S, X.A);
    closeErrors(S, X.B);
  }
  ExprId Place = X.A;
  if (A.isConstant() && !B.isConstant()) {
    std::swap(A, B);
    Place = X.B;
    O = O == Op::Lt   ? Op::Gt
        : O == Op::Le ? Op::Ge
        : O == Op::Gt ? Op::Lt
        : O == Op::Ge ? Op::Le
                      : O;
  }
  // p - base < size: an address inside of some memory is not null.
  if (O == Op::Lt || O == Op::Le)
    if (ExprId Inside = pointerInRange(Exprs, Place))
      if (!refine(S, Inside, Value::nonZero(), At))
        return false;
  if (!B.isConstant()) {
    // p == q, where q cannot be null.
    if (O == Op::Eq && B.isNonZero())
      return refine(S, Place, Value::nonZero(), At);
    return true;
  }
  int64_t C = B.Lo;
  const auto &T = Exprs[Place].Type;
  bool Unsigned =
      T.Kind == TypeKind::Pointer || (T.Kind == TypeKind::Int && !T.Signed);
  Value With;
  // A truth value is 0 or 1.
  const Expr P = Exprs[Place];
  bool Truth = (P.Kind == ExprKind::Unary && P.Operator == Op::Not) ||
               (P.Kind == ExprKind::Binary && P.Operator >= Op::LAnd);
  if (Truth && C == 1 && (O == Op::Eq || O == Op::Ne))
    return assumeCanonical(S, Place, O == Op::Eq, At);
  switch (O) {
  case Op::Eq:
    if (C == 0)
      return assumeCanonical(S, Place, false, At);
    return refine(S, Place, Value::constant(C), At);
  case Op::Ne:
    if (C == 0)
      return assumeCanonical(S, Place, true, At);
    return A.isConstant() ? A.Lo != C : true;
  case Op::Lt:
    if (C == std::numeric_limits<int64_t>::min())
      return Unsigned;
    if (Unsigned && (C < 0 || A.Lo < 0))
      return true;
    With.Hi = C - 1;
    break;
  case Op::Le:
    if (Unsigned && (C < 0 || A.Lo < 0))
      return true;
    With.Hi = C;
    break;
  case Op::Gt:
    if (C == std::numeric_limits<int64_t>::max())
      return Unsigned;
    if (Unsigned) {
      // Any unsigned number above another is not zero.
      return refine(S, Place, Value::nonZero(), At);
    }
    With.Lo = C + 1;
    break;
  case Op::Ge:
    if (Unsigned)
      return C == 0 || refine(S, Place, Value::nonZero(), At);
    With.Lo = C;
    break;
  default:
    return true;
  }
  return refine(S, Place, With, At);
}

bool Evaluator::isPure(ExprId E, unsigned Budget) const {
  if (!Budget)
    return false;
  const Expr &X = Exprs[E];
  switch (X.Kind) {
  case ExprKind::Unknown:
    return false;
  case ExprKind::Const:
  case ExprKind::Str:
  case ExprKind::Func:
  case ExprKind::Var:
  case ExprKind::Temp:
    return true;
  case ExprKind::Binary:
  case ExprKind::Index:
    return isPure(X.A, Budget - 1) && isPure(X.B, Budget - 1);
  default:
    return isPure(X.A, Budget - 1);
  }
}

void Evaluator::assign(State &S, ExprId Place, ExprId Source, Value V) {
  S.kill(Place, Exprs);
  // x = x + 1 says nothing once x has changed.
  bool Stands = Source && Source != Place && !Exprs.contains(Source, Place) &&
                isPure(Source, 8);
  V.Same = Stands ? Source : 0;
  V.Written = true;
  S.set(Place, V);
}

} // namespace gfpcheck::analysis
