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

/// A number that is declared const and initialised with a constant.
std::optional<ExprId> Values::constant(const clang::VarDecl *Var) {
  clang::QualType T = Var->getType();
  const Expr *Init = Var->getAnyInitializer();
  Expr::EvalResult Result;
  if (!Init || !T.isConstQualified() || T.isVolatileQualified() ||
      !T->isIntegerType() || Var->hasAttr<clang::WeakAttr>() ||
      Init->isValueDependent() || !Init->EvaluateAsInt(Result, U.Context))
    return std::nullopt;
  const llvm::APSInt &Int = Result.Val.getInt();
  if (Int.getBitWidth() > 64)
    return std::nullopt;
  return F.Exprs.constant(Int.isUnsigned() ? int64_t(Int.getZExtValue())
                                           : Int.getSExtValue(),
                          type(T));
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
    if (std::optional<ExprId> C = constant(Var))
      return *C;
    return variable(Var);
  }
  return F.Exprs.unknown();
}

ExprId Values::field(ExprId Base, const clang::FieldDecl *D) {
  if (!D->getIdentifier())
    return Base;
  const clang::RecordDecl *Record = D->getParent();
  facts::StringId Tag = U.TypeOf.tag(Record),
                  Name = U.Strings.intern(D->getName());
  if (!Record->isAnonymousStructOrUnion() &&
      (Record->isUnion() || D->getFieldIndex() == 0))
    F.FirstMembers.insert({Tag, Name});
  return F.Exprs.field(Base, Name, Tag, type(D->getType()));
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
