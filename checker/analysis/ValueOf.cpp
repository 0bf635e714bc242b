// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analysis/State.h"

namespace gfpcheck::analysis {

using facts::Expr;
using facts::ExprId;
using facts::ExprKind;
using facts::Loc;
using facts::Op;
using facts::TypeKind;

Value valueOf(const State &S, ExprId E, const facts::ExprTable &Exprs) {
  const Expr &X = Exprs[E];
  Value V;
  switch (X.Kind) {
  case ExprKind::Const:
    return Value::constant(X.Value);
  case ExprKind::Str:
  case ExprKind::Func:
    return Value::nonZero();
  case ExprKind::AddrOf: {
    // &p->f hides a null p; the address of a variable is never null.
    const Expr &Whole = Exprs[Exprs.whole(X.A)];
    if (Whole.Kind == ExprKind::Var || (Whole.Kind == ExprKind::Deref &&
                                        valueOf(S, Whole.A, Exprs).isNonZero()))
      return Value::nonZero();
    break;
  }
  case ExprKind::Unary:
    V = apply(X.Operator, valueOf(S, X.A, Exprs), Value());
    break;
  case ExprKind::Binary: {
    const auto &T = Exprs[X.A].Type;
    bool Unsigned = T.Kind == TypeKind::Pointer ||
                    (T.Kind == TypeKind::Int && !T.Signed && T.Bits == 64);
    const Value A = valueOf(S, X.A, Exprs);
    V = apply(X.Operator, A, valueOf(S, X.B, Exprs), Unsigned);
    // Within an object, and behind its end, is no null.
    if (X.Type.Kind == TypeKind::Pointer && !V.isConstant() &&
        (X.Operator == Op::Add || X.Operator == Op::Sub) && A.isNonZero())
      V = Value::nonZero();
    break;
  }
  case ExprKind::Cast:
    V = valueOf(S, X.A, Exprs);
    V.Same = 0;
    if (X.Type.Kind == TypeKind::Bool && !V.isConstant())
      V = V.isNonZero() ? Value::constant(1) : Value();
    else if (X.Type.Kind == TypeKind::Int && X.Type.Bits < 64 &&
             V.isConstant()) {
      uint64_t Mask = (uint64_t(1) << X.Type.Bits) - 1;
      uint64_t C = uint64_t(V.Lo) & Mask;
      if (X.Type.Signed && X.Type.Bits && (C >> (X.Type.Bits - 1)))
        C |= ~Mask;
      V = Value::constant(int64_t(C));
    } else if (!V.isConstant())
      V = Value();
    break;
  default:
    break;
  }
  if (const Value *Known = S.find(E)) {
    SiteId Site = Known->Site;
    Loc Since = Known->Since;
    if (!meet(V, *Known)) // What was learned on the path goes before.
      V = *Known;
    V.Site = Site;
    V.Since = Since;
    V.Written = Known->Written;
  }
  return V;
}

} // namespace gfpcheck::analysis
