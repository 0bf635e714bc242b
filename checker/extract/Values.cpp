// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/Values.h"
#include "facts/Fold.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/Builtins.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using clang::Expr;
using clang::Stmt;
using facts::ExprId;
using facts::ExprKind;
using facts::Op;
using facts::TypeInfo;
using facts::TypeKind;
using llvm::dyn_cast;
using llvm::isa;

namespace {

constexpr TypeInfo PointerType = {.Kind = TypeKind::Pointer};

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

void Values::set(const Expr *E, ExprId Value) { Memo[strip(E)] = Value; }

ExprId Values::value(const Expr *E) {
  E = strip(E);
  if (ExprId Api = apiValue(E))
    return Api;
  if (auto It = Memo.find(E); It != Memo.end())
    return It->second;
  return compute(E);
}

ExprId Values::apiValue(const Expr *E) {
  if (ApiEvents.empty())
    return 0;
  auto Root = Index.ApiRoots.find(E);
  if (Root == Index.ApiRoots.end())
    return 0;
  auto Event = ApiEvents.find(Root->second);
  if (Event == ApiEvents.end())
    return 0;
  return F.Exprs.temp(Event->second, type(E->getType()));
}

ExprId Values::compute(const Expr *E) {
  switch (E->getStmtClass()) {
  case Stmt::ImplicitCastExprClass:
  case Stmt::CStyleCastExprClass:
    return cast(llvm::cast<clang::CastExpr>(E));
  case Stmt::UnaryOperatorClass:
    return unary(llvm::cast<clang::UnaryOperator>(E));
  case Stmt::BinaryOperatorClass:
    return binary(llvm::cast<clang::BinaryOperator>(E));
  case Stmt::CompoundAssignOperatorClass:
    return place(llvm::cast<clang::CompoundAssignOperator>(E)->getLHS());
  case Stmt::CallExprClass:
    return call(llvm::cast<clang::CallExpr>(E));
  case Stmt::IntegerLiteralClass:
  case Stmt::CharacterLiteralClass:
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::OffsetOfExprClass:
  case Stmt::TypeTraitExprClass:
    return evaluated(E);
  case Stmt::GNUNullExprClass:
  case Stmt::ImplicitValueInitExprClass:
    return F.Exprs.constant(0, type(E->getType()));
  case Stmt::GenericSelectionExprClass: {
    const auto *G = llvm::cast<clang::GenericSelectionExpr>(E);
    return G->isResultDependent() ? 0 : value(G->getResultExpr());
  }
  case Stmt::ChooseExprClass: {
    const auto *C = llvm::cast<clang::ChooseExpr>(E);
    return C->isConditionDependent() ? 0 : value(C->getChosenSubExpr());
  }
  case Stmt::OpaqueValueExprClass: {
    const Expr *Source = llvm::cast<clang::OpaqueValueExpr>(E)->getSourceExpr();
    return Source ? value(Source) : 0;
  }
  case Stmt::InitListExprClass: {
    const auto *L = llvm::cast<clang::InitListExpr>(E);
    return E->getType()->isScalarType() && L->getNumInits() == 1
               ? value(L->getInit(0))
               : F.Exprs.unknown();
  }
  case Stmt::DeclRefExprClass:
  case Stmt::MemberExprClass:
  case Stmt::ArraySubscriptExprClass:
  case Stmt::StringLiteralClass:
  case Stmt::PredefinedExprClass:
  case Stmt::CompoundLiteralExprClass:
    return place(E);
  default:
    return F.Exprs.unknown();
  }
}

ExprId Values::place(const Expr *E) {
  E = strip(E);
  if (auto It = Memo.find(E); It != Memo.end())
    return It->second;
  switch (E->getStmtClass()) {
  case Stmt::DeclRefExprClass:
    return declRef(llvm::cast<clang::DeclRefExpr>(E));
  case Stmt::MemberExprClass:
    return member(llvm::cast<clang::MemberExpr>(E));
  case Stmt::ArraySubscriptExprClass:
    return subscript(llvm::cast<clang::ArraySubscriptExpr>(E));
  case Stmt::CompoundLiteralExprClass:
    return literal(llvm::cast<clang::CompoundLiteralExpr>(E));
  case Stmt::StringLiteralClass: {
    const auto *S = llvm::cast<clang::StringLiteral>(E);
    return string(S->getCharByteWidth() == 1 ? S->getString() : "");
  }
  case Stmt::PredefinedExprClass: {
    const auto *P = llvm::cast<clang::PredefinedExpr>(E)->getFunctionName();
    return string(P ? P->getString() : "");
  }
  case Stmt::UnaryOperatorClass: {
    const auto *O = llvm::cast<clang::UnaryOperator>(E);
    if (O->getOpcode() == clang::UO_Deref)
      return dereference(O);
    if (O->getOpcode() == clang::UO_Extension)
      return place(O->getSubExpr());
    return value(E);
  }
  case Stmt::ImplicitCastExprClass:
  case Stmt::CStyleCastExprClass: {
    const auto *C = llvm::cast<clang::CastExpr>(E);
    if (C->getCastKind() == clang::CK_NoOp ||
        C->getCastKind() == clang::CK_LValueBitCast)
      return place(C->getSubExpr());
    return value(E);
  }
  case Stmt::GenericSelectionExprClass: {
    const auto *G = llvm::cast<clang::GenericSelectionExpr>(E);
    return G->isResultDependent() ? 0 : place(G->getResultExpr());
  }
  case Stmt::ChooseExprClass: {
    const auto *C = llvm::cast<clang::ChooseExpr>(E);
    return C->isConditionDependent() ? 0 : place(C->getChosenSubExpr());
  }
  default:
    return value(E);
  }
}

ExprId Values::evaluated(const Expr *E) {
  if (E->isValueDependent() || E->containsErrors())
    return F.Exprs.unknown();
  Expr::EvalResult Result;
  if (!E->EvaluateAsInt(Result, U.Context))
    return F.Exprs.unknown();
  const llvm::APSInt &Int = Result.Val.getInt();
  if (Int.getBitWidth() > 64 && !Int.isSignedIntN(64))
    return F.Exprs.unknown();
  return F.Exprs.constant(Int.isUnsigned() && Int.getBitWidth() <= 64
                              ? int64_t(Int.getZExtValue())
                              : Int.getSExtValue(),
                          type(E->getType()));
}

ExprId Values::string(llvm::StringRef Text) {
  return F.Exprs.get({.Kind = ExprKind::Str,
                      .Name = U.Strings.intern(Text.take_front(64)),
                      .Type = PointerType});
}

ExprId Values::function(const clang::FunctionDecl *D) {
  U.FunctionsTaken.insert(D->getCanonicalDecl());
  return F.Exprs.func(U.Strings.intern(
      D->getDeclName().isIdentifier() ? D->getName() : llvm::StringRef()));
}

ExprId Values::declRef(const clang::DeclRefExpr *D) {
  const clang::ValueDecl *V = D->getDecl();
  if (const auto *C = dyn_cast<clang::EnumConstantDecl>(V)) {
    const llvm::APSInt &Int = C->getInitVal();
    return F.Exprs.constant(Int.isUnsigned() ? int64_t(Int.getZExtValue())
                                             : Int.getSExtValue(),
                            type(D->getType()));
  }
  if (const auto *Fn = dyn_cast<clang::FunctionDecl>(V))
    return function(Fn);
  if (const auto *Var = dyn_cast<clang::VarDecl>(V)) {
    if (std::optional<ExprId> S = substituted(Var))
      return *S;
    return variable(Var);
  }
  return F.Exprs.unknown();
}

ExprId Values::field(ExprId Base, const clang::FieldDecl *D) {
  if (!D->getIdentifier())
    return Base;
  return F.Exprs.field(Base, U.Strings.intern(D->getName()),
                       U.TypeOf.tag(D->getParent()), type(D->getType()));
}

ExprId Values::member(const clang::MemberExpr *M) {
  const auto *D = dyn_cast<clang::FieldDecl>(M->getMemberDecl());
  if (!D)
    return F.Exprs.unknown();
  if (!M->isArrow())
    return field(place(M->getBase()), D);
  clang::QualType T = M->getBase()->getType()->getPointeeType();
  return field(pointee(value(M->getBase()), T), D);
}

ExprId Values::pointee(ExprId Pointer, clang::QualType T) {
  TypeInfo Info = type(T);
  const facts::Expr &P = F.Exprs[Pointer];
  // A decayed array is written as the address of the array.
  if (P.Kind == ExprKind::AddrOf && Info.Kind != TypeKind::Array &&
      F.Exprs[P.A].Type.Kind == TypeKind::Array)
    return F.Exprs.index(P.A, index(0), Info);
  return F.Exprs.deref(Pointer, Info);
}

ExprId Values::index(int64_t I) {
  return F.Exprs.constant(I,
                          {.Kind = TypeKind::Int, .Signed = true, .Bits = 32});
}

ExprId Values::element(ExprId Pointer, ExprId I, clang::QualType T) {
  const facts::Expr &N = F.Exprs[I];
  if (N.Kind == ExprKind::Const && N.Value == 0)
    return pointee(Pointer, T);
  TypeInfo Info = type(T);
  const facts::Expr &P = F.Exprs[Pointer];
  ExprId Array =
      P.Kind == ExprKind::AddrOf ? P.A : F.Exprs.deref(Pointer, Info);
  return F.Exprs.index(Array, I, Info);
}

ExprId Values::subscript(const clang::ArraySubscriptExpr *A) {
  ExprId Base = value(A->getBase()), I = value(A->getIdx());
  return element(Base, I, A->getType());
}

ExprId Values::dereference(const clang::UnaryOperator *O) {
  const Expr *Sub = strip(O->getSubExpr());
  const auto *B = dyn_cast<clang::BinaryOperator>(Sub);
  if (B && B->getOpcode() == clang::BO_Add &&
      B->getLHS()->getType()->isPointerType() && !Memo.contains(B))
    return element(value(B->getLHS()), value(B->getRHS()), O->getType());
  if (Sub->getType()->isFunctionPointerType())
    return value(Sub);
  return pointee(value(Sub), O->getType());
}

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

ExprId Values::call(const clang::CallExpr *C) {
  switch (C->getBuiltinCallee()) {
  case clang::Builtin::BI__builtin_expect:
  case clang::Builtin::BI__builtin_expect_with_probability:
    return C->getNumArgs() ? value(C->getArg(0)) : F.Exprs.unknown();
  case clang::Builtin::BI__builtin_constant_p: {
    Expr::EvalResult Result;
    bool Constant = !C->containsErrors() && !C->isValueDependent() &&
                    C->EvaluateAsInt(Result, U.Context) &&
                    Result.Val.getInt().getBoolValue();
    return F.Exprs.constant(Constant, type(C->getType()));
  }
  case clang::Builtin::BI__builtin_object_size:
    return evaluated(C);
  default:
    return F.Exprs.unknown();
  }
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
