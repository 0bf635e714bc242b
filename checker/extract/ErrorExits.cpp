// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/ErrorExits.h"
#include "extract/BodyIndex.h"
#include "clang/AST/Attr.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using clang::Expr;
using clang::Stmt;
using llvm::dyn_cast;
using llvm::isa;

void gfpcheck::extract::forEachBelow(
    const Stmt *S, llvm::function_ref<void(const Stmt *)> Visit) {
  llvm::SmallVector<const Stmt *, 32> Work{S};
  while (!Work.empty()) {
    const Stmt *Each = Work.pop_back_val();
    Visit(Each);
    for (const Stmt *Child : Each->children())
      if (Child)
        Work.push_back(Child);
  }
}

const clang::VarDecl *gfpcheck::extract::variableIn(const Expr *E) {
  const auto *Ref = dyn_cast<clang::DeclRefExpr>(E->IgnoreParenCasts());
  return Ref ? dyn_cast<clang::VarDecl>(Ref->getDecl()) : nullptr;
}

ErrorExits::ErrorExits(Unit &U, const clang::FunctionDecl *D) : U(U), D(D) {
  read();
  Returning = convention();
}

bool ErrorExits::isNegative(const Expr *E) const {
  Expr::EvalResult Value;
  return !E->isValueDependent() && E->getType()->isIntegerType() &&
         E->EvaluateAsInt(Value, U.Context) && Value.Val.getInt().isSigned() &&
         Value.Val.getInt().isNegative();
}

std::string ErrorExits::pointerMaker(const Expr *E) const {
  const auto *Call = dyn_cast<clang::CallExpr>(E->IgnoreParenCasts());
  const clang::FunctionDecl *Maker = Call ? Call->getDirectCallee() : nullptr;
  if (!Maker || !Maker->getIdentifier() || Call->getNumArgs() != 1 ||
      !Call->getType()->isVoidPointerType() || !isNegative(Call->getArg(0)))
    return "";
  // As written, and written here.
  facts::Span Name = U.Where.span(
      {Call->getCallee()->getBeginLoc(), Call->getCallee()->getEndLoc()});
  return U.Where.text(Name) == Maker->getName() ? Maker->getName().str() : "";
}

void ErrorExits::readReturn(const clang::ReturnStmt *R) {
  const Expr *E = R->getRetValue();
  if (!E) {
    ReturnsPlainly = true;
    return;
  }
  readValue(E);
}

/// E, or each arm of it, is returned.
void ErrorExits::readValue(const Expr *E) {
  if (const auto *C =
          dyn_cast<clang::ConditionalOperator>(E->IgnoreParenCasts())) {
    readValue(C->getTrueExpr());
    readValue(C->getFalseExpr());
    return;
  }
  if (const clang::VarDecl *V = variableIn(E))
    Returned.insert(V);
  ReturnsNegative |= isNegative(E->IgnoreParenImpCasts());
  if (!E->getType()->isPointerType())
    return;
  if (E->isNullPointerConstant(U.Context, Expr::NPC_ValueDependentIsNotNull))
    ReturnsNull = true;
  if (std::string Name = pointerMaker(E); !Name.empty())
    Maker = Name;
}

void ErrorExits::read() {
  const auto *Body = llvm::cast<clang::CompoundStmt>(D->getBody());
  forEachBelow(Body, [&](const Stmt *S) {
    if (const auto *R = dyn_cast<clang::ReturnStmt>(S))
      readReturn(R);
    else if (const auto *B = dyn_cast<clang::BinaryOperator>(S)) {
      if (B->getOpcode() == clang::BO_Assign && isNegative(B->getRHS()))
        if (const clang::VarDecl *V = variableIn(B->getLHS()))
          GetsError.insert(V);
    } else if (const auto *Decl = dyn_cast<clang::DeclStmt>(S)) {
      for (const clang::Decl *Each : Decl->decls())
        if (const auto *V = dyn_cast<clang::VarDecl>(Each);
            V && V->hasLocalStorage() && V->hasInit() &&
            isNegative(V->getInit()))
          GetsError.insert(V);
    }
  });
  llvm::ArrayRef<const Stmt *> All(Body->body_begin(), Body->body_end());
  for (size_t I = 0; I != All.size(); ++I)
    for (const Stmt *Inner = All[I];
         const auto *L = dyn_cast<clang::LabelStmt>(Inner);
         Inner = L->getSubStmt())
      Behind[L->getDecl()] = All.drop_front(I);
}

llvm::ArrayRef<const Stmt *>
ErrorExits::behind(const clang::LabelDecl *Label) const {
  return Behind.lookup(Label);
}

std::optional<LeaveLines> ErrorExits::convention() const {
  clang::QualType T = D->getReturnType();
  if (T->isVoidType())
    return ReturnsPlainly ? std::optional(LeaveLines{"return;"}) : std::nullopt;
  if (T->isPointerType()) {
    if (!Maker.empty() && !ReturnsNull)
      return LeaveLines{"return " + Maker + "(%);"};
    if (Maker.empty() && ReturnsNull)
      return LeaveLines{"return NULL;"};
    return std::nullopt;
  }
  if (!T->isSignedIntegerType() || T->isCharType())
    return std::nullopt;
  bool Errors = ReturnsNegative || llvm::any_of(Returned, [&](const auto *V) {
                  return GetsError.contains(V);
                });
  return Errors ? std::optional(LeaveLines{"return %;"}) : std::nullopt;
}

bool gfpcheck::extract::tells(const clang::FunctionDecl *Callee) {
  clang::QualType T = Callee->getReturnType();
  return Callee->hasAttr<clang::FormatAttr>() &&
         (T->isVoidType() || T->isIntegerType());
}

/// Does S no more than set variables, print, and make errors pointers?
static bool undoesNothing(const Stmt *S) {
  bool Nothing = true;
  forEachBelow(S, [&](const Stmt *Each) {
    if (const auto *Call = dyn_cast<clang::CallExpr>(Each)) {
      const clang::FunctionDecl *Callee = Call->getDirectCallee();
      bool Wraps = Callee && Callee->getReturnType()->isVoidPointerType() &&
                   Call->getNumArgs() == 1 &&
                   Call->getArg(0)->getType()->isIntegerType();
      Nothing &= Callee && (tells(Callee) || Wraps);
    } else if (const auto *B = dyn_cast<clang::BinaryOperator>(Each)) {
      Nothing &= !B->isAssignmentOp() || variableIn(B->getLHS());
    } else if (isa<clang::GCCAsmStmt, clang::GotoStmt, clang::IfStmt>(Each)) {
      Nothing = false;
    }
  });
  return Nothing;
}

std::optional<ErrorExits::Exit>
ErrorExits::exitOf(const clang::IfStmt *If) const {
  if (If->getElse() || If->hasInitStorage())
    return std::nullopt;
  const Stmt *Then = If->getThen();
  const Stmt *Last = Then;
  if (const auto *C = dyn_cast<clang::CompoundStmt>(Then)) {
    if (C->body_empty())
      return std::nullopt;
    Last = C->body_back();
    for (const Stmt *S : llvm::ArrayRef(C->body_begin(), C->size() - 1))
      if (!undoesNothing(S))
        return std::nullopt;
  }
  if (const auto *R = dyn_cast<clang::ReturnStmt>(Last))
    return !R->getRetValue() || undoesNothing(R->getRetValue())
               ? std::optional(Exit{})
               : std::nullopt;
  if (const auto *G = dyn_cast<clang::GotoStmt>(Last))
    return Exit{G->getLabel()};
  return std::nullopt;
}

std::optional<LeaveLines>
ErrorExits::going(const clang::LabelDecl *Label) const {
  std::string Goto = "goto " + Label->getName().str() + ";";
  llvm::ArrayRef<const Stmt *> Way = behind(Label);
  if (Way.empty())
    return std::nullopt;
  for (const Stmt *S : Way) {
    while (const auto *L = dyn_cast<clang::LabelStmt>(S))
      S = L->getSubStmt();
    const auto *R = dyn_cast<clang::ReturnStmt>(S);
    if (!R) {
      bool Leaves = false;
      forEachBelow(S, [&](const Stmt *Each) {
        Leaves |= isa<clang::ReturnStmt, clang::GotoStmt>(Each);
      });
      if (Leaves)
        return std::nullopt;
      continue;
    }
    const Expr *E = R->getRetValue();
    if (!E || isNegative(E->IgnoreParenImpCasts()))
      return LeaveLines{Goto};
    if (E->getType()->isPointerType() &&
        E->isNullPointerConstant(U.Context, Expr::NPC_ValueDependentIsNotNull))
      return LeaveLines{Goto};
    const clang::VarDecl *Status = variableIn(E);
    if (const auto *Call = dyn_cast<clang::CallExpr>(E->IgnoreParenCasts());
        Call && Call->getNumArgs() == 1 && Call->getType()->isVoidPointerType())
      Status = variableIn(Call->getArg(0));
    if (!Status || !Status->hasLocalStorage() ||
        !Status->getType()->isSignedIntegerType() ||
        !GetsError.contains(Status))
      return std::nullopt;
    return LeaveLines{Status->getName().str() + " = %;", Goto};
  }
  return D->getReturnType()->isVoidType() ? std::optional(LeaveLines{Goto})
                                          : std::nullopt;
}
