// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Casts and operators as expressions.
#include "extract/Values.h"
#include "facts/Fold.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using clang::Expr;
using facts::ExprId;
using facts::ExprKind;
using facts::Op;
using facts::TypeInfo;
using facts::TypeKind;

namespace {

Op operatorOf(clang::BinaryOperatorKind K) {
  switch (K) {
  case clang::BO_Mul:
  case clang::BO_MulAssign:
    return Op::Mul;
  case clang::BO_Div:
  case clang::BO_DivAssign:
    return Op::Div;
  case clang::BO_Rem:
  case clang::BO_RemAssign:
    return Op::Rem;
  case clang::BO_Add:
  case clang::BO_AddAssign:
    return Op::Add;
  case clang::BO_Sub:
  case clang::BO_SubAssign:
    return Op::Sub;
  case clang::BO_Shl:
  case clang::BO_ShlAssign:
    return Op::Shl;
  case clang::BO_Shr:
  case clang::BO_ShrAssign:
    return Op::Shr;
  case clang::BO_And:
  case clang::BO_AndAssign:
    return Op::And;
  case clang::BO_Or:
  case clang::BO_OrAssign:
    return Op::Or;
  case clang::BO_Xor:
  case clang::BO_XorAssign:
    return Op::Xor;
  case clang::BO_LT:
    return Op::Lt;
  case clang::BO_LE:
    return Op::Le;
  case clang::BO_GT:
    return Op::Gt;
  case clang::BO_GE:
    return Op::Ge;
  case clang::BO_EQ:
    return Op::Eq;
  case clang::BO_NE:
    return Op::Ne;
  case clang::BO_LAnd:
    return Op::LAnd;
  case clang::BO_LOr:
    return Op::LOr;
  default:
    return Op::None;
  }
}

} // namespace

ExprId Values::castTo(ExprId Value, clang::QualType To) {
  TypeInfo T = type(To);
  const facts::Expr &V = F.Exprs[Value];
  const TypeInfo From = V.Type;
  if (T.Kind == TypeKind::Bool)
    return truth(Value);
  if (T.Kind == TypeKind::Float || From.Kind == TypeKind::Float)
    return F.Exprs.unknown();
  if (V.Kind == ExprKind::Const)
    return F.Exprs.constant(V.Value, T);
  if (V.Kind == ExprKind::Unknown || T.Kind != TypeKind::Int ||
      facts::isTruth(F.Exprs, Value))
    return Value;
  if (From.Kind == TypeKind::Pointer)
    return T.Bits >= 64
               ? Value
               : F.Exprs.get({.Kind = ExprKind::Cast, .A = Value, .Type = T});
  if (From.Kind != TypeKind::Int)
    return Value;
  bool Keeps = From.Signed == T.Signed ? T.Bits >= From.Bits
                                       : !From.Signed && T.Bits > From.Bits;
  if (Keeps)
    return Value;
  return F.Exprs.get({.Kind = ExprKind::Cast, .A = Value, .Type = T});
}

ExprId Values::cast(const clang::CastExpr *C) {
  const Expr *Sub = C->getSubExpr();
  switch (C->getCastKind()) {
  case clang::CK_LValueToRValue:
    return place(Sub);
  case clang::CK_ArrayToPointerDecay: {
    ExprId Array = place(Sub);
    if (F.Exprs[Array].Kind == ExprKind::Str)
      return Array;
    TypeInfo T = type(C->getType());
    return F.Exprs.addrOf(Array, T);
  }
  case clang::CK_FunctionToPointerDecay:
  case clang::CK_BuiltinFnToFnPtr:
    return place(Sub);
  case clang::CK_NullToPointer:
    return F.Exprs.constant(0, type(C->getType()));
  case clang::CK_IntegralCast:
  case clang::CK_PointerToIntegral:
  case clang::CK_IntegralToBoolean:
  case clang::CK_PointerToBoolean:
  case clang::CK_BooleanToSignedIntegral:
    return castTo(value(Sub), C->getType());
  case clang::CK_IntegralToPointer: {
    ExprId V = value(Sub);
    if (F.Exprs[V].Kind == ExprKind::Const)
      return F.Exprs.constant(F.Exprs[V].Value, type(C->getType()));
    return V;
  }
  case clang::CK_BitCast:
  case clang::CK_NoOp:
  case clang::CK_ToVoid:
  case clang::CK_LValueBitCast:
  case clang::CK_AtomicToNonAtomic:
  case clang::CK_NonAtomicToAtomic:
  case clang::CK_AddressSpaceConversion:
    return value(Sub);
  default:
    return F.Exprs.unknown();
  }
}

ExprId Values::unary(const clang::UnaryOperator *O) {
  const Expr *Sub = O->getSubExpr();
  TypeInfo T = type(O->getType());
  switch (O->getOpcode()) {
  case clang::UO_AddrOf: {
    ExprId P = place(Sub);
    const facts::Expr &N = F.Exprs[P];
    if (N.Kind == ExprKind::Func || N.Kind == ExprKind::Str)
      return P;
    return F.Exprs.addrOf(P, T);
  }
  case clang::UO_Deref:
    return dereference(O);
  case clang::UO_Plus:
  case clang::UO_Extension:
    return value(Sub);
  case clang::UO_Minus:
    return F.Exprs.unary(Op::Neg, value(Sub), T);
  case clang::UO_Not:
    return F.Exprs.unary(Op::BitNot, value(Sub), T);
  case clang::UO_LNot:
    return F.Exprs.unary(Op::Not, value(Sub), T);
  case clang::UO_PreInc:
  case clang::UO_PreDec:
    return place(Sub);
  default:
    return F.Exprs.unknown();
  }
}

ExprId Values::binary(const clang::BinaryOperator *O) {
  switch (O->getOpcode()) {
  case clang::BO_Comma:
    return value(O->getRHS());
  case clang::BO_Assign:
    return place(O->getLHS());
  default:
    break;
  }
  Op Operator = operatorOf(O->getOpcode());
  if (Operator == Op::None || O->getType()->isFloatingType())
    return F.Exprs.unknown();
  return arithmetic(O, Operator);
}

ExprId Values::arithmetic(const clang::BinaryOperator *O, Op Operator) {
  ExprId L = value(O->getLHS()), R = value(O->getRHS());
  return F.Exprs.binary(Operator, L, R, type(O->getType()));
}

ExprId Values::compound(const clang::CompoundAssignOperator *O, ExprId Target) {
  Op Operator = operatorOf(O->getOpcode());
  TypeInfo T = type(O->getComputationResultType());
  if (Operator == Op::None ||
      (T.Kind != TypeKind::Int && T.Kind != TypeKind::Pointer))
    return F.Exprs.unknown();
  ExprId L = castTo(Target, O->getComputationLHSType());
  ExprId Result = F.Exprs.binary(Operator, L, value(O->getRHS()), T);
  return castTo(Result, O->getType());
}

ExprId Values::truth(ExprId Value) {
  if (facts::isTruth(F.Exprs, Value))
    return Value;
  TypeInfo Of = F.Exprs[Value].Type;
  return F.Exprs.binary(Op::Ne, Value, F.Exprs.constant(0, Of),
                        {.Kind = TypeKind::Int, .Signed = true, .Bits = 32});
}

ExprId Values::condition(const Expr *E) {
  ExprId C = value(E);
  while (true) {
    const facts::Expr &N = F.Exprs[C];
    if (N.Kind != ExprKind::Unary || N.Operator != Op::Not ||
        F.Exprs[N.A].Kind != ExprKind::Unary ||
        F.Exprs[N.A].Operator != Op::Not)
      break;
    C = F.Exprs[N.A].A;
  }
  return C ? C : F.Exprs.unknown();
}
