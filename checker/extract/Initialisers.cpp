// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Initialisers of local variables and compound literals: one assignment for
// each field that is named or simple.
#include "extract/Lowering.h"
#include "clang/AST/Decl.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using clang::Expr;
using clang::SourceLocation;
using facts::EventKind;
using facts::ExprId;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;

/// So many fields and elements of one object are told apart.
static constexpr unsigned MaxParts = 64;

void Lowering::initialise(ExprId Place, const Expr *Init,
                          SourceLocation Where) {
  const Expr *E = strip(Init);
  if (const auto *C = dyn_cast<clang::ImplicitCastExpr>(E);
      C && isa<clang::CompoundLiteralExpr>(strip(C->getSubExpr())))
    E = strip(cast<clang::CompoundLiteralExpr>(strip(C->getSubExpr()))
                  ->getInitializer());
  bool Aggregate = E->getType()->isRecordType() || E->getType()->isArrayType();
  if (Aggregate && isa<clang::InitListExpr, clang::StringLiteral,
                       clang::ImplicitValueInitExpr>(E)) {
    if (F.Exprs[Place].Kind == facts::ExprKind::Var)
      emit(EventKind::Declare, Place, 0, Where);
    unsigned Budget = MaxParts;
    initialiseFrom(Place, E, Where, Budget);
    return;
  }
  emitAssign(Place, V.value(Init), Where);
}

bool Lowering::initialiseFrom(ExprId Place, const Expr *Init,
                              SourceLocation Where, unsigned &Budget) {
  const Expr *E = strip(Init);
  if (Budget == 0)
    return false;
  clang::QualType T = E->getType();
  if (!T->isRecordType() && !T->isArrayType()) {
    --Budget;
    emitAssign(Place, V.value(E),
               Init->getBeginLoc().isValid() ? Init->getBeginLoc() : Where);
    return true;
  }
  const auto *L = dyn_cast<clang::InitListExpr>(E);
  if (!L) {
    // What is left out is zero; that a record is needs no event of its own.
    if (isa<clang::ImplicitValueInitExpr, clang::StringLiteral,
            clang::NoInitExpr>(E))
      return true;
    --Budget;
    emitAssign(Place, V.value(E), E->getBeginLoc());
    return true;
  }
  if (L->isTransparent())
    return initialiseFrom(Place, L->getInit(0), Where, Budget);
  if (T->isRecordType())
    initialiseRecord(Place, L, Where, Budget);
  else
    initialiseArray(Place, L, Where, Budget);
  return true;
}

void Lowering::initialiseRecord(ExprId Place, const clang::InitListExpr *L,
                                SourceLocation Where, unsigned &Budget) {
  const clang::RecordDecl *R =
      L->getType()->castAs<clang::RecordType>()->getDecl();
  if (R->isUnion()) {
    const clang::FieldDecl *D = L->getInitializedFieldInUnion();
    if (D && L->getNumInits())
      initialiseFrom(V.field(Place, D), L->getInit(0), Where, Budget);
    return;
  }
  unsigned I = 0;
  for (const clang::FieldDecl *D : R->fields()) {
    if (D->isUnnamedBitField())
      continue;
    if (I >= L->getNumInits())
      return;
    initialiseFrom(V.field(Place, D), L->getInit(I++), Where, Budget);
  }
}

void Lowering::initialiseArray(ExprId Place, const clang::InitListExpr *L,
                               SourceLocation Where, unsigned &Budget) {
  const clang::ArrayType *A = L->getType()->getAsArrayTypeUnsafe();
  if (!A)
    return;
  facts::TypeInfo T = V.type(A->getElementType());
  for (unsigned I = 0; I < L->getNumInits() && Budget; ++I)
    initialiseFrom(F.Exprs.index(Place, V.index(I), T), L->getInit(I), Where,
                   Budget);
}
