// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/BodyIndex.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/Builtins.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using clang::Expr;
using clang::Stmt;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;

const Expr *gfpcheck::extract::strip(const Expr *E) {
  while (true) {
    const Expr *Inner = E->IgnoreParens();
    if (const auto *F = dyn_cast<clang::FullExpr>(Inner))
      Inner = F->getSubExpr();
    if (Inner == E)
      return E;
    E = Inner;
  }
}

const clang::VarDecl *gfpcheck::extract::baseVariable(const Expr *E) {
  while (true) {
    E = strip(E);
    if (const auto *D = dyn_cast<clang::DeclRefExpr>(E)) {
      const auto *V = dyn_cast<clang::VarDecl>(D->getDecl());
      return V ? V->getCanonicalDecl() : nullptr;
    }
    if (const auto *M = dyn_cast<clang::MemberExpr>(E)) {
      if (M->isArrow())
        return nullptr;
      E = M->getBase();
    } else if (const auto *A = dyn_cast<clang::ArraySubscriptExpr>(E)) {
      const auto *Decay =
          dyn_cast<clang::ImplicitCastExpr>(strip(A->getBase()));
      if (!Decay || Decay->getCastKind() != clang::CK_ArrayToPointerDecay)
        return nullptr;
      E = Decay->getSubExpr();
    } else {
      return nullptr;
    }
  }
}

bool BodyIndex::build(const Stmt *Body) {
  ActiveApis.push_back({});
  Statements.push_back({});
  Scopes.push_back({0, Body->getEndLoc()});
  Item Root{Body, 0, 0, 0, 0, false, false, false};
  if (const auto *C = dyn_cast<clang::CompoundStmt>(Body))
    pushBody(Root, C);
  else
    push(Root, Body, false);
  while (!Work.empty() && !TooDeep) {
    Item I = Work.back();
    Work.pop_back();
    visit(I);
  }
  return !TooDeep;
}

bool BodyIndex::scopeIsWithin(uint32_t Inner, uint32_t Outer) const {
  while (Inner != Outer && Inner != 0)
    Inner = Scopes[Inner].Parent;
  return Inner == Outer;
}

uint32_t BodyIndex::newScope(uint32_t Parent, const Stmt *S) {
  Scopes.push_back({Parent, S->getEndLoc()});
  return uint32_t(Scopes.size() - 1);
}

void BodyIndex::push(const Item &From, const Stmt *S, bool Used) {
  if (!S)
    return;
  Item I = From;
  I.S = S;
  I.Depth = From.Depth + 1;
  I.Used = Used;
  TooDeep |= I.Depth > MaxDepth;
  Work.push_back(I);
}

void BodyIndex::pushDead(const Item &From, const Stmt *S) {
  Item I = From;
  I.Dead = true;
  push(I, S, false);
}

void BodyIndex::pushStatement(Item From, const Stmt *S) {
  const auto *D = dyn_cast<clang::DeclStmt>(S);
  bool Simple = isa<Expr>(S) || (D && D->isSingleDecl());
  Statements.push_back({S, From.Statement, Simple});
  From.Statement = uint32_t(Statements.size() - 1);
  push(From, S, false);
}

/// The statements of a body, so that the first is visited first.
void BodyIndex::pushBody(const Item &From, const clang::CompoundStmt *C) {
  for (const Stmt *const *S = C->body_end(); S != C->body_begin();) {
    --S;
    Item I = From;
    if (S != C->body_begin())
      if (const auto *Before = dyn_cast<clang::NullStmt>(S[-1]);
          Before && Before->hasLeadingEmptyMacro())
        I.After = Before;
    pushStatement(I, *S);
  }
}

void BodyIndex::visit(Item I) {
  if (I.After)
    AfterEmptyMacro[I.S] = I.After;
  if (I.Dead)
    Dead.insert(I.S);
  else
    noteApi(I);
  if (const auto *E = dyn_cast<Expr>(I.S))
    return visitExpr(I, E);
  switch (I.S->getStmtClass()) {
  case Stmt::CompoundStmtClass:
    return visitCompound(I, cast<clang::CompoundStmt>(I.S));
  case Stmt::ForStmtClass:
  case Stmt::IfStmtClass:
  case Stmt::WhileStmtClass:
  case Stmt::SwitchStmtClass:
    I.Scope = newScope(I.Scope, I.S);
    break;
  case Stmt::DeclStmtClass:
    for (const clang::Decl *D : cast<clang::DeclStmt>(I.S)->decls())
      if (const auto *V = dyn_cast<clang::VarDecl>(D)) {
        ScopeOf[V] = I.Scope;
        if (I.InStmtExpr)
          DeclaredInStmtExpr.insert(V);
      }
    for (const Stmt *Child : I.S->children())
      push(I, Child, true);
    return;
  case Stmt::GCCAsmStmtClass:
    visitAsm(cast<clang::GCCAsmStmt>(I.S), I.InStmtExpr);
    break;
  case Stmt::ReturnStmtClass:
    push(I, cast<clang::ReturnStmt>(I.S)->getRetValue(), true);
    return;
  default:
    break;
  }
  visitChildren(I);
}

/// The conditions of statements are values; other expressions are not.
static bool isCondition(const Stmt *Parent, const Stmt *Child) {
  if (const auto *S = dyn_cast<clang::IfStmt>(Parent))
    return S->getCond() == Child;
  if (const auto *S = dyn_cast<clang::WhileStmt>(Parent))
    return S->getCond() == Child;
  if (const auto *S = dyn_cast<clang::DoStmt>(Parent))
    return S->getCond() == Child;
  if (const auto *S = dyn_cast<clang::ForStmt>(Parent))
    return S->getCond() == Child;
  if (const auto *S = dyn_cast<clang::SwitchStmt>(Parent))
    return S->getCond() == Child;
  return isa<clang::Expr, clang::GCCAsmStmt, clang::CaseStmt>(Parent) ||
         isa<clang::IndirectGotoStmt>(Parent);
}

void BodyIndex::visitChildren(const Item &I) {
  llvm::SmallVector<const Stmt *, 8> Children(I.S->child_begin(),
                                              I.S->child_end());
  for (const Stmt *Child : llvm::reverse(Children)) {
    if (!Child)
      continue;
    if (isa<Expr>(I.S) || isCondition(I.S, Child) || !isa<Expr>(Child)) {
      push(I, Child, isa<Expr>(Child));
      continue;
    }
    // A body without braces: nothing can be put after it.
    Item Alone = I;
    Statements.push_back({I.S, I.Statement, false});
    Alone.Statement = uint32_t(Statements.size() - 1);
    push(Alone, Child, false);
  }
}

void BodyIndex::visitCompound(Item I, const clang::CompoundStmt *C) {
  I.Scope = newScope(I.Scope, C);
  pushBody(I, C);
}

void BodyIndex::visitAsm(const clang::GCCAsmStmt *A, bool InStmtExpr) {
  for (unsigned N = 0; N < A->getNumOutputs(); ++N)
    noteAssigned(A->getOutputExpr(N), InStmtExpr);
}

void BodyIndex::noteAssigned(const Expr *Target, bool InStmtExpr) {
  const clang::VarDecl *V = baseVariable(Target);
  if (!V)
    return;
  Assigned.insert(V);
  if (InStmtExpr)
    AssignedInStmtExpr.insert(V);
}

void BodyIndex::noteAddress(const Expr *Operand) {
  if (const clang::VarDecl *V = baseVariable(Operand))
    AddressTaken.insert(V);
}

void BodyIndex::visitBinary(const Item &I, const clang::BinaryOperator *B) {
  if (B->isAssignmentOp())
    noteAssigned(B->getLHS(), I.InStmtExpr);
  bool Comma = B->getOpcode() == clang::BO_Comma;
  push(I, B->getRHS(), Comma ? I.Used : true);
  push(I, B->getLHS(), !Comma);
}

void BodyIndex::visitUnary(const Item &I, const clang::UnaryOperator *U) {
  const Expr *Sub = U->getSubExpr();
  if (U->isIncrementDecrementOp()) {
    noteAssigned(Sub, I.InStmtExpr);
  } else if (U->getOpcode() == clang::UO_AddrOf) {
    if (!AddressLookedThrough.contains(U))
      noteAddress(Sub);
  } else if (U->getOpcode() == clang::UO_Deref) {
    // *(volatile T *)&x is only another way to say x.
    if (const auto *A = dyn_cast<clang::UnaryOperator>(Sub->IgnoreParenCasts()))
      AddressLookedThrough.insert(A);
  }
  push(I, Sub, U->getOpcode() == clang::UO_Extension ? I.Used : true);
}

void BodyIndex::visitExpr(Item &I, const Expr *E) {
  HasErrors |= E->containsErrors();
  if (I.Api && !I.Dead)
    noteApiArg(I, E);
  if (visitSpecial(I, E))
    return;
  if (const auto *B = dyn_cast<clang::BinaryOperator>(E))
    return visitBinary(I, B);
  if (const auto *U = dyn_cast<clang::UnaryOperator>(E))
    return visitUnary(I, U);
  if (const auto *C = dyn_cast<clang::CastExpr>(E)) {
    push(I, C->getSubExpr(), C->getCastKind() != clang::CK_ToVoid && I.Used);
    if (C->getCastKind() == clang::CK_ArrayToPointerDecay)
      noteAddress(C->getSubExpr());
    return;
  }
  if (isa<clang::CallExpr>(E)) {
    StatementOf[E] = I.Statement;
    if (I.Used)
      ResultUsed.insert(E);
  }
  visitChildren(I);
}

static bool isUnevaluatedBuiltin(const clang::CallExpr *C) {
  switch (C->getBuiltinCallee()) {
  case clang::Builtin::BI__builtin_constant_p:
  case clang::Builtin::BI__builtin_object_size:
  case clang::Builtin::BI__builtin_dynamic_object_size:
    return true;
  default:
    return false;
  }
}

void BodyIndex::visitSubscript(const Item &I,
                               const clang::ArraySubscriptExpr *A) {
  push(I, A->getIdx(), true);
  // Indexing an array does not take its address.
  const Expr *Base = strip(A->getBase());
  const auto *C = dyn_cast<clang::ImplicitCastExpr>(Base);
  if (C && C->getCastKind() == clang::CK_ArrayToPointerDecay)
    Base = C->getSubExpr();
  push(I, Base, true);
}

void BodyIndex::visitConditional(const Item &I,
                                 const clang::ConditionalOperator *C) {
  for (const Expr *Arm : {C->getFalseExpr(), C->getTrueExpr()}) {
    FlowsInto[strip(Arm)] = C;
    push(I, Arm, I.Used);
  }
  push(I, C->getCond(), true);
}

void BodyIndex::visitElvis(const Item &I,
                           const clang::BinaryConditionalOperator *C) {
  FlowsInto[strip(C->getFalseExpr())] = C;
  push(I, C->getFalseExpr(), I.Used);
  push(I, C->getCommon(), true);
}

void BodyIndex::visitStmtExpr(const Item &I, const clang::StmtExpr *E) {
  const clang::CompoundStmt *Body = E->getSubStmt();
  Item Inner = I;
  Inner.InStmtExpr = true;
  Inner.Scope = newScope(I.Scope, Body);
  Inner.Depth = I.Depth + 1;
  StmtExprScope[E] = Inner.Scope;
  const Stmt *Last = Body->getStmtExprResult();
  const auto *Value = llvm::dyn_cast_or_null<clang::ValueStmt>(Last);
  if (const Expr *Result = Value ? Value->getExprStmt() : nullptr)
    FlowsInto[strip(Result)] = E;
  size_t First = Work.size();
  pushBody(Inner, Body);
  for (size_t N = First; N < Work.size(); ++N)
    if (Work[N].S == Last && Value)
      Work[N].Used = I.Used;
}

void BodyIndex::visitGeneric(const Item &I,
                             const clang::GenericSelectionExpr *G) {
  if (G->isResultDependent())
    return;
  for (const Stmt *Child : G->children())
    if (Child && Child != G->getResultExpr())
      pushDead(I, Child);
  push(I, G->getResultExpr(), I.Used);
}

void BodyIndex::visitChoose(const Item &I, const clang::ChooseExpr *C) {
  if (C->isConditionDependent())
    return;
  pushDead(I, C->isConditionTrue() ? C->getRHS() : C->getLHS());
  push(I, C->getChosenSubExpr(), I.Used);
}

/// Expressions whose parts are not all simply values.
bool BodyIndex::visitSpecial(const Item &I, const Expr *E) {
  switch (E->getStmtClass()) {
  case Stmt::ParenExprClass:
    push(I, cast<clang::ParenExpr>(E)->getSubExpr(), I.Used);
    return true;
  case Stmt::ArraySubscriptExprClass:
    visitSubscript(I, cast<clang::ArraySubscriptExpr>(E));
    return true;
  case Stmt::ConditionalOperatorClass:
    visitConditional(I, cast<clang::ConditionalOperator>(E));
    return true;
  case Stmt::BinaryConditionalOperatorClass:
    visitElvis(I, cast<clang::BinaryConditionalOperator>(E));
    return true;
  case Stmt::StmtExprClass:
    visitStmtExpr(I, cast<clang::StmtExpr>(E));
    return true;
  case Stmt::GenericSelectionExprClass:
    visitGeneric(I, cast<clang::GenericSelectionExpr>(E));
    return true;
  case Stmt::ChooseExprClass:
    visitChoose(I, cast<clang::ChooseExpr>(E));
    return true;
  case Stmt::CallExprClass: {
    const auto *C = cast<clang::CallExpr>(E);
    if (!isUnevaluatedBuiltin(C))
      return false;
    for (const Expr *Arg : C->arguments())
      pushDead(I, Arg);
    return true;
  }
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::OpaqueValueExprClass:
    return true;
  default:
    return false;
  }
}

/// The part of a whole expansion that later code asks the value of.
static const Expr *rootKey(const Expr *E) {
  while (true) {
    E = strip(E);
    const auto *C = dyn_cast<clang::ImplicitCastExpr>(E);
    if (!C || C->getSubExpr()->isGLValue())
      return E;
    E = C->getSubExpr();
  }
}

void BodyIndex::noteApi(Item &I) {
  clang::SourceLocation Begin = I.S->getBeginLoc(), End = I.S->getEndLoc();
  if (!Begin.isMacroID() && !End.isMacroID())
    return;
  for (clang::FileID Id : {Macros.api(Begin), Macros.api(End)}) {
    if (Id.isInvalid() || Apis.contains(Id) || !Macros.within(Begin, Id) ||
        !Macros.within(End, Id))
      continue;
    Api &A = Apis[Id];
    A.Args.resize(Macros.use(Id).Args.size());
    if (const auto *E = dyn_cast<Expr>(I.S)) {
      A.Root = rootKey(E);
      A.ResultUsed = I.Used;
      ApiRoots[A.Root] = Id;
    }
    ActiveApis.push_back({Id, I.Api});
    I.Api = uint32_t(ActiveApis.size() - 1);
  }
}

void BodyIndex::noteApiArg(const Item &I, const Expr *E) {
  for (uint32_t N = I.Api; N; N = ActiveApis[N].Parent) {
    clang::FileID Id = ActiveApis[N].Id;
    const MacroUse &Use = Macros.use(Id);
    Api &A = Apis[Id];
    for (size_t K = 0; K < Use.Args.size(); ++K)
      if (!A.Args[K] && Use.Args[K].isValid() &&
          Macros.beginsAt(E->getBeginLoc(), Use.Args[K].getBegin()) &&
          Macros.endsAt(E->getEndLoc(), Use.Args[K].getEnd()))
        A.Args[K] = E;
  }
}
