// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/Lowering.h"
#include "extract/CheckFix.h"
#include "extract/StackFix.h"
#include "extract/Tidy.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "llvm/ADT/PostOrderIterator.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using clang::CFGBlock;
using clang::Expr;
using clang::Stmt;
using facts::EventKind;
using facts::ExprId;
using facts::ExprKind;
using facts::Op;
using facts::TypeKind;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

std::unique_ptr<facts::FunctionFacts>
gfpcheck::extract::lower(Unit &U, const clang::FunctionDecl *D) {
  auto F = std::make_unique<facts::FunctionFacts>();
  Lowering(U, D, *F).run();
  return F;
}

std::unique_ptr<facts::FunctionFacts>
gfpcheck::extract::lowerAlias(Unit &U, const clang::FunctionDecl *D) {
  auto F = std::make_unique<facts::FunctionFacts>();
  Lowering(U, D, *F).runAlias(D->getAttr<clang::AliasAttr>()->getAliasee());
  return F;
}

void Lowering::runAlias(llvm::StringRef Target) {
  describe();
  F.Scopes.assign(1, {});
  facts::CallInfo Info;
  Info.Callee = U.Strings.intern(Target);
  Info.ResultUsed = F.ReturnType.Kind != TypeKind::Void;
  for (const clang::ParmVarDecl *P : Decl->parameters())
    Info.Args.push_back(V.variable(P));
  const bool HasResult = Info.ResultUsed;
  uint32_t Call = emitCall(std::move(Info), Decl->getLocation());
  emit(EventKind::Return, 0,
       HasResult ? F.Exprs.temp(Call, F.ReturnType) : ExprId(0),
       Decl->getLocation());
  facts::Block &Body = F.Blocks.emplace_back();
  Body.EventCount = uint32_t(F.Events.size());
  Body.IsExit = true;
}

void Lowering::run() {
  describe();
  if (!prepare()) {
    F.Blocks.assign(1, {});
    return;
  }
  clang::CFG::BuildOptions Options;
  Options.PruneTriviallyFalseEdges = true;
  Options.AddImplicitDtors = true; // Also makes CleanupFunction elements.
  for (Stmt::StmtClass C :
       {Stmt::ImplicitCastExprClass, Stmt::CStyleCastExprClass,
        Stmt::UnaryOperatorClass, Stmt::BinaryOperatorClass,
        Stmt::CompoundAssignOperatorClass, Stmt::CallExprClass,
        Stmt::ConditionalOperatorClass, Stmt::BinaryConditionalOperatorClass,
        Stmt::StmtExprClass, Stmt::CompoundLiteralExprClass,
        Stmt::IntegerLiteralClass, Stmt::NullStmtClass, Stmt::VAArgExprClass,
        Stmt::AtomicExprClass})
    Options.setAlwaysAdd(C);
  std::unique_ptr<clang::CFG> Graph =
      clang::CFG::buildCFG(Decl, Decl->getBody(), &U.Context, Options);
  if (!Graph) {
    F.Incomplete = "the compiler makes no control flow graph of it";
    F.Blocks.assign(1, {});
    return;
  }
  walk(*Graph);
  if (F.InMainFile) {
    prepareStackFixes(U, U.Heap, Decl, V, F);
    prepareCheckFixes(U, Decl, V, F);
  }
  finishScopes();
  tidy(F, V.Helpers);
}

void Lowering::describe() {
  F.Name = U.Strings.intern(
      Decl->getDeclName().isIdentifier() ? Decl->getName() : llvm::StringRef());
  F.Where = U.Where.loc(Decl->getLocation());
  F.End = U.Where.loc(Decl->getBody() ? Decl->getBody()->getEndLoc()
                                      : Decl->getEndLoc());
  F.IsStatic = Decl->getStorageClass() == clang::SC_Static;
  F.IsInline = Decl->isInlined();
  F.InMainFile = U.Where.inMainFile(Decl->getLocation());
  F.UniqueName = F.Name;
  if (F.IsStatic)
    F.UniqueName = U.Strings.intern(U.Where.files()[F.Where.File] + ":" +
                                    U.Strings.str(F.Name).str());
  if (const auto *Section = Decl->getAttr<clang::SectionAttr>())
    F.IsInit = Section->getName().starts_with(".init");
  F.IsWeak = Decl->hasAttr<clang::WeakAttr>();
  F.IsNoInline = Decl->hasAttr<clang::NoInlineAttr>();
  F.ReturnType = V.type(Decl->getReturnType());
  F.IsVariadic = Decl->isVariadic();
  F.ParamCount = Decl->getNumParams();
}

bool Lowering::prepare() {
  bool Fits = Index.build(Decl->getBody());
  for (const clang::ParmVarDecl *P : Decl->parameters())
    V.variable(P);
  if (U.Context.getLangOpts().CPlusPlus)
    F.Incomplete = "C++ is not analysed";
  else if (Decl->isInvalidDecl() || Index.HasErrors)
    F.Incomplete = "the body does not compile";
  else if (!Fits)
    F.Incomplete = "the body is nested too deep";
  return F.Incomplete.empty();
}

void Lowering::finishScopes() {
  for (const BodyIndex::LexicalScope &S : Index.Scopes)
    F.Scopes.push_back({S.Parent});
}

void Lowering::walk(const clang::CFG &Graph) {
  F.Blocks.resize(Graph.getNumBlockIDs());
  Reached.assign(Graph.getNumBlockIDs(), false);
  Reached[Graph.getEntry().getBlockID()] = true;
  std::vector<const CFGBlock *> Order;
  // Clang's own view knows that successors pruned away are null.
  clang::PostOrderCFGView View(&Graph);
  for (const CFGBlock *B : View)
    Order.push_back(B);
  // Edges with constant conditions are left out, which can put a block behind
  // one that leads to it; one more round finds it.
  std::vector<bool> Done(Graph.getNumBlockIDs(), false);
  for (bool Again = true; Again;) {
    Again = false;
    for (const CFGBlock *B : Order) {
      if (!Reached[B->getBlockID()] || Done[B->getBlockID()])
        continue;
      Done[B->getBlockID()] = Again = true;
      Current = B;
      V.setBlock(B);
      block(*B);
    }
  }
  // The entry comes first.
  uint32_t Entry = Graph.getEntry().getBlockID();
  if (Entry != 0) {
    std::swap(F.Blocks[0], F.Blocks[Entry]);
    for (facts::Block &B : F.Blocks)
      for (facts::Edge &E : B.Edges)
        E.Target = E.Target == 0 ? Entry : E.Target == Entry ? 0 : E.Target;
  }
}

void Lowering::block(const CFGBlock &B) {
  uint32_t Id = B.getBlockID();
  draft(Id).FirstEvent = uint32_t(F.Events.size());
  PendingReturn = false;
  for (const clang::CFGElement &E : B)
    element(E);
  bool IsExit = &B == &B.getParent()->getExit();
  if (IsExit) {
    emit(EventKind::Return, 0, 0, Decl->getBody()->getEndLoc());
    draft(Id).IsExit = true;
  } else if (PendingReturn) {
    finishReturn();
    draft(Id).IsExit = !B.hasNoReturnElement();
  }
  if (const Stmt *T = B.getTerminatorStmt(); T && !PendingReturn)
    enterApiAround(T);
  draft(Id).EventCount = uint32_t(F.Events.size()) - draft(Id).FirstEvent;
  if (!IsExit && !PendingReturn && !B.hasNoReturnElement())
    branch(B);
}

/// What decides the branch at the end of a block.
static const Expr *conditionOf(const Stmt *Terminator) {
  if (const auto *S = dyn_cast<clang::IfStmt>(Terminator))
    return S->getCond();
  if (const auto *S = dyn_cast<clang::WhileStmt>(Terminator))
    return S->getCond();
  if (const auto *S = dyn_cast<clang::DoStmt>(Terminator))
    return S->getCond();
  if (const auto *S = dyn_cast<clang::ForStmt>(Terminator))
    return S->getCond();
  if (const auto *S = dyn_cast<clang::ConditionalOperator>(Terminator))
    return S->getCond();
  if (const auto *S = dyn_cast<clang::BinaryConditionalOperator>(Terminator))
    return S->getCommon();
  if (const auto *S = dyn_cast<clang::BinaryOperator>(Terminator))
    return S->isLogicalOp() ? S->getLHS() : nullptr;
  return nullptr;
}

static const clang::BinaryOperator *asLogical(const Stmt *S) {
  const auto *B = dyn_cast_or_null<clang::BinaryOperator>(S);
  return B && B->isLogicalOp() ? B : nullptr;
}

/// Of a && b && c, whose operands have blocks of their own: the last operand.
const Expr *Lowering::decidingPart(const Expr *Condition) {
  const Expr *E = strip(Condition);
  while (asLogical(E) && !V.has(E) && !V.apiValue(E))
    E = strip(asLogical(E)->getRHS());
  return E;
}

/// The value of a known macro that expands to a && b, of which T is the last
/// or an earlier operator: leaving early decides it. 0 if there is none.
ExprId Lowering::apiOfOperator(const Stmt *T) {
  const clang::BinaryOperator *Part = asLogical(T);
  if (!Part || V.ApiEvents.empty() || !Part->getOperatorLoc().isMacroID())
    return 0;
  clang::FileID Id = U.Macros.api(Part->getOperatorLoc());
  if (Id.isInvalid())
    return 0;
  auto Api = Index.Apis.find(Id);
  if (Api == Index.Apis.end() || !Api->second.Root)
    return 0;
  const Expr *Root = Api->second.Root;
  for (const auto *Each = asLogical(Root);
       Each && Each->getOpcode() == Part->getOpcode();
       Each = asLogical(strip(Each->getLHS())))
    if (Each == Part)
      return V.apiValue(Root);
  return 0;
}

void Lowering::branch(const CFGBlock &B) {
  const Stmt *T = B.getTerminatorStmt();
  if (const auto *S = dyn_cast_or_null<clang::SwitchStmt>(T))
    return switchOn(B, S);
  uint32_t Id = B.getBlockID();
  // Where the compiler knows the way there is only one.
  unsigned Ways = 0;
  for (const CFGBlock::AdjacentBlock &S : B.succs())
    Ways += S.getReachableBlock() != nullptr;
  const Expr *Cond =
      T && B.succ_size() == 2 && Ways == 2 ? conditionOf(T) : nullptr;
  if (!Cond) {
    for (const CFGBlock::AdjacentBlock &S : B.succs())
      if (const CFGBlock *To = S.getReachableBlock()) {
        uint32_t Target = joinBlock(B, To, /*Conditional=*/false, true);
        draft(Id).Edges.push_back({Target, 0, true, {}});
      }
    return;
  }
  Cond = decidingPart(Cond);
  draft(Id).Terminator = U.Where.loc(Cond->getBeginLoc());
  ExprId C = V.condition(Cond);
  bool Known = F.Exprs[C].Kind == ExprKind::Const;
  bool Sense = true;
  if (ExprId Api = apiOfOperator(T))
    return leaveEarly(B, Api);
  for (const CFGBlock::AdjacentBlock &S : B.succs()) {
    const CFGBlock *To = S.getReachableBlock();
    if (To && (!Known || (F.Exprs[C].Value != 0) == Sense)) {
      uint32_t Target = joinBlock(B, To, /*Conditional=*/true, Sense);
      draft(Id).Edges.push_back({Target, Known ? 0 : C, Sense, {}});
    }
    Sense = false;
  }
}

/// The first operand of a known macro that is a && b: false makes all of it
/// false; what true leads to is not decided yet. For a || b the other way.
void Lowering::leaveEarly(const CFGBlock &B, ExprId Api) {
  bool IsAnd = asLogical(B.getTerminatorStmt())->getOpcode() == clang::BO_LAnd;
  bool Sense = true;
  for (const CFGBlock::AdjacentBlock &S : B.succs()) {
    if (const CFGBlock *To = S.getReachableBlock()) {
      uint32_t Target = joinBlock(B, To, /*Conditional=*/true, Sense);
      ExprId Condition = Sense == IsAnd ? 0 : Api;
      draft(B.getBlockID())
          .Edges.push_back({Target, Condition, Condition ? Sense : true, {}});
    }
    Sense = false;
  }
}

/// Where an edge goes to. An edge into the place where a && b, a || b or
/// a ?: b becomes a value first assigns that value.
uint32_t Lowering::joinBlock(const CFGBlock &From, const CFGBlock *To,
                             bool Conditional, bool Sense) {
  Reached[To->getBlockID()] = true;
  auto First = To->empty() ? std::nullopt : To->front().getAs<clang::CFGStmt>();
  const Expr *Joined = nullptr;
  ExprId Value = 0;
  const auto *Elvis = dyn_cast_or_null<clang::BinaryConditionalOperator>(
      From.getTerminatorStmt());
  if (First && Elvis && Sense && Conditional && First->getStmt() == Elvis) {
    Joined = Elvis;
    Value = V.value(Elvis->getCommon());
  } else if (const auto *L = First ? asLogical(First->getStmt()) : nullptr) {
    Joined = L;
    if (Conditional && !asLogical(From.getTerminatorStmt()))
      return To->getBlockID();
    Value = Conditional ? F.Exprs.constant(Sense, V.type(L->getType()))
                        : V.truth(V.value(decidingPart(L->getRHS())));
  }
  if (!Joined)
    return To->getBlockID();
  uint32_t Id = uint32_t(F.Blocks.size());
  F.Blocks.emplace_back();
  draft(Id).FirstEvent = uint32_t(F.Events.size());
  assignTemp(Joined, Value, Joined->getType(), Joined->getExprLoc());
  draft(Id).EventCount = uint32_t(F.Events.size()) - draft(Id).FirstEvent;
  draft(Id).Edges.push_back({To->getBlockID(), 0, true, {}});
  return Id;
}

/// x == label, or first <= x && x <= last.
static ExprId labelCondition(facts::ExprTable &T, ExprId X, ExprId First,
                             ExprId Last) {
  constexpr facts::TypeInfo Int = {
      .Kind = TypeKind::Int, .Signed = true, .Bits = 32};
  if (!Last)
    return T.binary(Op::Eq, X, First, Int);
  return T.binary(Op::LAnd, T.binary(Op::Ge, X, First, Int),
                  T.binary(Op::Le, X, Last, Int), Int);
}

void Lowering::switchOn(const CFGBlock &B, const clang::SwitchStmt *S) {
  uint32_t Id = B.getBlockID();
  ExprId X = V.value(S->getCond());
  if (!X)
    X = F.Exprs.unknown();
  draft(Id).Terminator = U.Where.loc(S->getCond()->getBeginLoc());
  std::vector<ExprId> Conditions;
  const CFGBlock *Default = nullptr;
  for (const CFGBlock::AdjacentBlock &Succ : B.succs()) {
    const CFGBlock *To = Succ.getReachableBlock();
    if (!To)
      continue;
    const auto *Case = dyn_cast_or_null<clang::CaseStmt>(To->getLabel());
    if (!Case) {
      Default = To;
      continue;
    }
    ExprId First = V.castTo(V.value(Case->getLHS()), S->getCond()->getType());
    ExprId Last = Case->getRHS() ? V.castTo(V.value(Case->getRHS()),
                                            S->getCond()->getType())
                                 : 0;
    ExprId C = labelCondition(F.Exprs, X, First, Last);
    const facts::Expr &Node = F.Exprs[C];
    if (Node.Kind == ExprKind::Const && Node.Value == 0)
      continue;
    Reached[To->getBlockID()] = true;
    if (Node.Kind == ExprKind::Const) {
      draft(Id).Edges.assign(1, {To->getBlockID(), 0, true, {}});
      return;
    }
    Conditions.push_back(C);
    draft(Id).Edges.push_back({To->getBlockID(), C, true, {}});
  }
  // The graph has the last label first.
  std::reverse(Conditions.begin(), Conditions.end());
  std::reverse(draft(Id).Edges.begin(), draft(Id).Edges.end());
  if (!Default)
    return;
  Reached[Default->getBlockID()] = true;
  draft(Id).Edges.push_back({Default->getBlockID(), 0, true, Conditions});
}
