// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an element of a basic block does: the events it makes.
#include "extract/Lowering.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using clang::Expr;
using clang::SourceLocation;
using clang::Stmt;
using facts::EventKind;
using facts::ExprId;
using facts::ExprKind;
using facts::Op;
using facts::TypeKind;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;

void Lowering::element(const clang::CFGElement &E) {
  if (auto S = E.getAs<clang::CFGStmt>()) {
    if (Index.Dead.contains(S->getStmt()))
      return;
    LastPlace = S->getStmt()->getBeginLoc();
    statement(S->getStmt());
  } else if (auto C = E.getAs<clang::CFGCleanupFunction>()) {
    cleanup(C->getVarDecl());
  }
}

void Lowering::statement(const Stmt *S) {
  enterApi(S);
  if (const auto *E = dyn_cast<Expr>(S)) {
    expression(E);
    flowsOut(E);
  } else if (const auto *D = dyn_cast<clang::DeclStmt>(S)) {
    declare(D);
  } else if (const auto *R = dyn_cast<clang::ReturnStmt>(S)) {
    returns(R);
  } else if (const auto *A = dyn_cast<clang::GCCAsmStmt>(S)) {
    inlineAsm(A);
  }
}

void Lowering::expression(const Expr *E) {
  switch (E->getStmtClass()) {
  case Stmt::ImplicitCastExprClass:
  case Stmt::CStyleCastExprClass: {
    const auto *C = cast<clang::CastExpr>(E);
    if (C->getCastKind() != clang::CK_LValueToRValue)
      return;
    ExprId Place = V.place(C->getSubExpr());
    emitDeref(Place, C->getBeginLoc());
    return V.set(E, Place);
  }
  case Stmt::BinaryOperatorClass: {
    const auto *O = cast<clang::BinaryOperator>(E);
    if (O->getOpcode() == clang::BO_Assign)
      return assign(O);
    if (O->isLogicalOp() && !V.has(E)) {
      auto It = Merged.find(E);
      V.set(E, It == Merged.end() ? F.Exprs.unknown() : It->second);
    }
    return;
  }
  case Stmt::CompoundAssignOperatorClass:
    return compoundAssign(cast<clang::CompoundAssignOperator>(E));
  case Stmt::UnaryOperatorClass:
    if (cast<clang::UnaryOperator>(E)->isIncrementDecrementOp())
      increment(cast<clang::UnaryOperator>(E));
    return;
  case Stmt::CallExprClass:
    return call(cast<clang::CallExpr>(E));
  case Stmt::ConditionalOperatorClass:
  case Stmt::BinaryConditionalOperatorClass: {
    auto It = Merged.find(E);
    if (!V.has(E))
      V.set(E, It == Merged.end() ? F.Exprs.unknown() : It->second);
    return;
  }
  case Stmt::StmtExprClass:
    if (!V.has(E))
      V.set(E, F.Exprs.unknown());
    return;
  case Stmt::CompoundLiteralExprClass: {
    const auto *L = cast<clang::CompoundLiteralExpr>(E);
    ExprId Place = V.literal(L);
    return initialise(Place, L->getInitializer(), L->getBeginLoc());
  }
  case Stmt::VAArgExprClass:
    return V.set(E, F.Exprs.unknown());
  case Stmt::AtomicExprClass: {
    const auto *A = cast<clang::AtomicExpr>(E);
    ExprId P = V.pointee(V.value(A->getPtr()), A->getValueType());
    emitDeref(P, A->getBeginLoc());
    emitAssign(P, F.Exprs.unknown(), A->getBeginLoc());
    return V.set(E, F.Exprs.unknown());
  }
  default:
    return;
  }
}

void Lowering::assign(const clang::BinaryOperator *O) {
  ExprId Target = V.place(O->getLHS());
  emitDeref(Target, O->getLHS()->getBeginLoc());
  // *p = (struct s){ ... } stores the fields.
  const Expr *Init = strip(O->getRHS());
  if (const auto *C = dyn_cast<clang::ImplicitCastExpr>(Init))
    Init = strip(C->getSubExpr());
  if (isa<clang::CompoundLiteralExpr>(Init) && O->getType()->isRecordType())
    return initialise(Target,
                      cast<clang::CompoundLiteralExpr>(Init)->getInitializer(),
                      O->getBeginLoc());
  emitAssign(Target, V.value(O->getRHS()), O->getLHS()->getBeginLoc());
}

/// x op= y is x = x op y, computed in the type that C computes it in.
void Lowering::compoundAssign(const clang::CompoundAssignOperator *O) {
  ExprId Target = V.place(O->getLHS());
  emitDeref(Target, O->getLHS()->getBeginLoc());
  emitAssign(Target, V.compound(O, Target), O->getLHS()->getBeginLoc());
}

void Lowering::increment(const clang::UnaryOperator *O) {
  ExprId Target = V.place(O->getSubExpr());
  emitDeref(Target, O->getSubExpr()->getBeginLoc());
  facts::TypeInfo T = V.type(O->getType());
  if (T.Kind != TypeKind::Int && T.Kind != TypeKind::Pointer) {
    emitAssign(Target, F.Exprs.unknown(), O->getBeginLoc());
    return V.set(O, F.Exprs.unknown());
  }
  ExprId One = F.Exprs.constant(1, {TypeKind::Int, true, 32, 0});
  bool Up = O->isIncrementOp();
  emitAssign(Target, F.Exprs.binary(Up ? Op::Add : Op::Sub, Target, One, T),
             O->getSubExpr()->getBeginLoc());
  // The value of x++ is what x, now changed, was before.
  V.set(O, O->isPrefix()
               ? Target
               : F.Exprs.binary(Up ? Op::Sub : Op::Add, Target, One, T));
}

void Lowering::declare(const clang::DeclStmt *S) {
  for (const clang::Decl *D : S->decls()) {
    const auto *Var = dyn_cast<clang::VarDecl>(D);
    if (Var && Var->isStaticLocal() && Var->hasInit())
      U.StaticLocals.push_back({Var, F.Name});
    if (!Var || !Var->hasLocalStorage())
      continue;
    ExprId Place = V.variable(Var);
    if (Var->hasAttr<clang::CleanupAttr>())
      Cleaned.insert(uint32_t(F.Exprs[Place].Value));
    const Expr *Init = Var->getInit();
    if (!Init) {
      emit(EventKind::Declare, Place, 0, Var->getLocation());
      continue;
    }
    uint32_t Since = uint32_t(F.Events.size());
    initialise(Place, Init, Var->getLocation());
    if (Var->getType()->isScalarType())
      V.substitute(Var, V.value(Init), Since + 1);
  }
}

/// Can what runs at the end of the scopes change the value?
bool Lowering::mayChange(ExprId Value) const {
  const facts::Expr &E = F.Exprs[Value];
  switch (E.Kind) {
  case ExprKind::Const:
  case ExprKind::Temp:
  case ExprKind::Func:
  case ExprKind::Str:
  case ExprKind::Unknown:
    return false;
  case ExprKind::Var: {
    const facts::Variable &Var = F.Vars[size_t(E.Value)];
    return Var.AddressTaken || Cleaned.contains(uint32_t(E.Value)) ||
           Var.Kind == facts::VarKind::StaticLocal;
  }
  default:
    return true;
  }
}

void Lowering::returns(const clang::ReturnStmt *S) {
  PendingReturn = true;
  ReturnPlace = S->getBeginLoc();
  ReturnValue = 0;
  const Expr *E = S->getRetValue();
  if (!E)
    return;
  bool IsVoid = E->getType()->isVoidType();
  ReturnValue = IsVoid ? 0 : V.value(E);
  if (ReturnValue == 0 && !IsVoid)
    ReturnValue = F.Exprs.unknown();
  // The value is fixed before what runs at the end of the scopes.
  bool Cleans = false;
  for (const clang::CFGElement &Each : *Current)
    Cleans |= Each.getKind() == clang::CFGElement::CleanupFunction;
  if (Cleans && mayChange(ReturnValue))
    ReturnValue = assignTemp(E, ReturnValue, E->getType(), ReturnPlace);
}

void Lowering::finishReturn() {
  emit(EventKind::Return, 0, ReturnValue, ReturnPlace);
}

void Lowering::inlineAsm(const clang::GCCAsmStmt *A) {
  for (unsigned I = 0; I < A->getNumOutputs(); ++I) {
    const Expr *Out = A->getOutputExpr(I);
    ExprId Place = V.place(Out);
    emitDeref(Place, Out->getBeginLoc());
    if (F.Exprs.isPlace(Place))
      emitAssign(Place, F.Exprs.unknown(), A->getAsmLoc());
  }
}

/// Runs at every way out of the scope of Var.
void Lowering::cleanup(const clang::VarDecl *Var) {
  const auto *Attr = Var->getAttr<clang::CleanupAttr>();
  if (!Attr || !Attr->getFunctionDecl())
    return;
  facts::CallInfo Info;
  Info.Callee = U.Strings.intern(Attr->getFunctionDecl()->getName());
  Info.Args.push_back(V.addressOf(V.variable(Var)));
  Info.IsCleanup = true;
  SourceLocation Where = LastPlace;
  const Stmt *T = Current->getTerminatorStmt();
  if (T && isa<clang::GotoStmt, clang::BreakStmt, clang::ContinueStmt>(T))
    Where = T->getBeginLoc();
  else if (!PendingReturn)
    Where = Index.Scopes[Index.ScopeOf.lookup(Var)].End;
  emitCall(std::move(Info), Where);
}

/// E, just evaluated, may be the value of an expression around it.
void Lowering::flowsOut(const Expr *E) {
  auto It = Index.FlowsInto.find(E);
  if (It == Index.FlowsInto.end())
    return;
  const Expr *Into = It->second;
  if (Into->getType()->isVoidType())
    return;
  if (const auto *S = dyn_cast<clang::StmtExpr>(Into))
    return finishStmtExpr(S, E);
  const auto *C = dyn_cast<clang::ConditionalOperator>(Into);
  if (C && F.Exprs[V.value(C->getCond())].Kind == ExprKind::Const)
    return V.set(C, V.value(E));
  // The arm of an arm is an arm.
  const Expr *Outer = Into;
  for (It = Index.FlowsInto.find(Outer);
       It != Index.FlowsInto.end() && !isa<clang::StmtExpr>(It->second);
       It = Index.FlowsInto.find(Outer))
    Outer = It->second;
  ExprId Value = V.value(E);
  if (auto Known = Merged.find(Outer);
      Known == Merged.end() || Known->second != Value)
    assignTemp(Outer, Value, Outer->getType(), E->getExprLoc());
  Merged[Into] = Merged[Outer];
}

/// The value outlives the variables of the statement expression.
void Lowering::finishStmtExpr(const clang::StmtExpr *S, const Expr *Result) {
  ExprId Value = V.value(Result);
  if (V.mentionsScope(Value, Index.StmtExprScope.lookup(S)))
    Value = assignTemp(S, Value, S->getType(), Result->getExprLoc());
  V.set(S, Value ? Value : F.Exprs.unknown());
}

uint32_t Lowering::emit(EventKind K, ExprId Target, ExprId Value,
                        SourceLocation Where) {
  facts::Event E;
  E.Kind = K;
  E.Where = U.Where.loc(Where);
  E.Target = Target;
  E.Value = Value;
  F.Events.push_back(E);
  return uint32_t(F.Events.size() - 1);
}

uint32_t Lowering::emitCall(facts::CallInfo Info, SourceLocation Where) {
  F.Calls.push_back(std::move(Info));
  uint32_t Id = emit(EventKind::Call, 0, 0, Where);
  F.Events[Id].Call = uint32_t(F.Calls.size() - 1);
  return Id;
}

void Lowering::emitAssign(ExprId Target, ExprId Value, SourceLocation Where) {
  if (!Target || !F.Exprs.isPlace(Target))
    return;
  emit(EventKind::Assign, Target, Value ? Value : F.Exprs.unknown(), Where);
  bind(Target, Value, Where);
}

/// Nothing happened since Pointer was dereferenced in this block.
bool Lowering::derefedJustNow(ExprId Pointer) const {
  size_t First = F.Blocks[Current->getBlockID()].FirstEvent;
  for (size_t I = F.Events.size(); I > First; --I) {
    const facts::Event &E = F.Events[I - 1];
    if (E.Kind != EventKind::Deref)
      return false;
    if (E.Value == Pointer)
      return true;
  }
  return false;
}

/// A place is reached through at most one pointer; what that pointer was
/// loaded through was dereferenced when it was loaded.
void Lowering::emitDeref(ExprId Place, SourceLocation Where) {
  while (true) {
    const facts::Expr &N = F.Exprs[Place];
    if (N.Kind == ExprKind::Deref) {
      if (!derefedJustNow(N.A))
        emit(EventKind::Deref, 0, N.A, Where);
      return;
    }
    if (N.Kind != ExprKind::Field && N.Kind != ExprKind::Index)
      return;
    Place = N.A;
  }
}

ExprId Lowering::assignTemp(const Expr *For, ExprId Value, clang::QualType T,
                            SourceLocation Where) {
  auto [It, New] = Merged.try_emplace(For, 0);
  if (New)
    It->second = F.Exprs.temp(uint32_t(F.Events.size()), V.type(T));
  ExprId Temp = It->second;
  emitAssign(Temp, Value, Where);
  return Temp;
}

/// A function stored in a field will be called by someone else.
void Lowering::bind(ExprId Target, ExprId Value, SourceLocation Where) {
  const facts::Expr &T = F.Exprs[Target], &N = F.Exprs[Value];
  if (T.Kind == ExprKind::Temp) {
    if (N.Kind == ExprKind::Func)
      TempFuncs[Target].push_back(Value);
    return;
  }
  if (T.Kind != ExprKind::Field)
    return;
  llvm::SmallVector<ExprId, 2> Functions;
  if (N.Kind == ExprKind::Func)
    Functions.push_back(Value);
  else if (auto It = TempFuncs.find(Value); It != TempFuncs.end())
    Functions = It->second;
  for (ExprId Fn : Functions) {
    facts::Binding B;
    B.Record = T.Name2;
    B.Field = T.Name;
    B.Function = F.Exprs[Fn].Name;
    const facts::Expr &Whole = F.Exprs[F.Exprs.whole(T.A)];
    if (Whole.Kind == ExprKind::Var)
      B.Object = F.Vars[size_t(Whole.Value)].Name;
    B.InFunction = F.Name;
    B.Where = U.Where.loc(Where);
    U.Bindings.push_back(B);
  }
}
