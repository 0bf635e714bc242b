// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/FileScope.h"
#include "extract/BodyIndex.h"
#include "clang/AST/Decl.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using clang::Expr;
using llvm::dyn_cast;

/// Initialisers nested deeper than this hold nothing that matters.
static constexpr unsigned MaxDepth = 64;

void FileScope::variable(const clang::VarDecl *V, facts::StringId InFunction) {
  // Macros that export a symbol keep its address in a plain pointer.
  if (V->getType()->isVoidPointerType() || !mayHoldFunction(V->getType()))
    return;
  value(V->getInit(), {0, 0, U.Strings.intern(V->getName()), InFunction}, 0);
}

/// Tables of plain data, which can be huge, are not looked at.
bool FileScope::mayHoldFunction(clang::QualType T) {
  const clang::Type *C = T.getCanonicalType().getTypePtr();
  auto [It, New] = Holds.try_emplace(C, false);
  if (!New)
    return It->second;
  bool Result = false;
  if (C->isPointerType()) {
    clang::QualType To = C->getPointeeType();
    Result = To->isFunctionType() || To->isRecordType() || To->isVoidType();
  } else if (C->isArrayType()) {
    Result =
        mayHoldFunction(clang::QualType(C->getArrayElementTypeNoTypeQual(), 0));
  } else if (const auto *R = C->getAs<clang::RecordType>()) {
    for (const clang::FieldDecl *F : R->getDecl()->fields())
      if (mayHoldFunction(F->getType())) {
        Result = true;
        break;
      }
  }
  Holds[C] = Result;
  return Result;
}

void FileScope::value(const Expr *E, const Slot &S, unsigned Depth) {
  if (!E || Depth > MaxDepth)
    return;
  while (true) {
    E = strip(E);
    if (const auto *C = dyn_cast<clang::CastExpr>(E))
      E = C->getSubExpr();
    else if (const auto *O = dyn_cast<clang::UnaryOperator>(E);
             O && O->getOpcode() == clang::UO_AddrOf)
      E = O->getSubExpr();
    else if (const auto *L = dyn_cast<clang::CompoundLiteralExpr>(E))
      E = L->getInitializer();
    else if (const auto *Choose = dyn_cast<clang::ChooseExpr>(E);
             Choose && !Choose->isConditionDependent())
      E = Choose->getChosenSubExpr();
    else
      break;
  }
  if (const auto *L = dyn_cast<clang::InitListExpr>(E))
    return list(L, S, Depth);
  if (const auto *C = dyn_cast<clang::ConditionalOperator>(E)) {
    value(C->getTrueExpr(), S, Depth + 1);
    return value(C->getFalseExpr(), S, Depth + 1);
  }
  const auto *D = dyn_cast<clang::DeclRefExpr>(E);
  const auto *F = D ? dyn_cast<clang::FunctionDecl>(D->getDecl()) : nullptr;
  if (!F || !F->getIdentifier())
    return;
  U.FunctionsTaken.insert(F->getCanonicalDecl());
  facts::Binding B;
  B.Record = S.Record;
  B.Field = S.Field;
  B.Function = U.Strings.intern(F->getName());
  B.Object = S.Object;
  B.InFunction = S.InFunction;
  B.Where = U.Where.loc(E->getBeginLoc());
  Bindings.push_back(B);
}

void FileScope::list(const clang::InitListExpr *L, const Slot &S,
                     unsigned Depth) {
  if (L->isSyntacticForm() && L->getSemanticForm())
    L = L->getSemanticForm();
  if (!mayHoldFunction(L->getType()))
    return;
  const auto *R = L->getType()->getAs<clang::RecordType>();
  if (!R) {
    for (const Expr *Init : L->inits())
      value(Init, S, Depth + 1);
    return;
  }
  auto Member = [&](const clang::FieldDecl *D, const Expr *Init) {
    if (!Init || !mayHoldFunction(D->getType()))
      return;
    Slot Inner = S;
    if (D->getIdentifier() || !D->getType()->isRecordType()) {
      Inner.Record = U.TypeOf.tag(D->getParent());
      Inner.Field = D->getIdentifier() ? U.Strings.intern(D->getName()) : 0;
    }
    value(Init, Inner, Depth + 1);
  };
  if (R->getDecl()->isUnion()) {
    if (const clang::FieldDecl *D = L->getInitializedFieldInUnion();
        D && L->getNumInits())
      Member(D, L->getInit(0));
    return;
  }
  unsigned I = 0;
  for (const clang::FieldDecl *D : R->getDecl()->fields()) {
    if (D->isUnnamedBitField())
      continue;
    if (I >= L->getNumInits())
      return;
    Member(D, L->getInit(I++));
  }
}
