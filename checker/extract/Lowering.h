// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One function: its control flow graph, walked in evaluation order, becomes
// blocks of events.
#ifndef GFPCHECK_EXTRACT_LOWERING_H
#define GFPCHECK_EXTRACT_LOWERING_H

#include "extract/Values.h"
#include "clang/Analysis/CFG.h"
#include <memory>

namespace gfpcheck::extract {

/// The facts of a function with a body; never null.
std::unique_ptr<facts::FunctionFacts> lower(Unit &U,
                                            const clang::FunctionDecl *D);
/// The facts of a declaration with __attribute__((alias)): one call of what it
/// is another name of.
std::unique_ptr<facts::FunctionFacts> lowerAlias(Unit &U,
                                                 const clang::FunctionDecl *D);

/// The work of lower().
class Lowering {
public:
  Lowering(Unit &U, const clang::FunctionDecl *D, facts::FunctionFacts &F)
      : U(U), Decl(D), F(F), Index(U.Macros), V(U, F, Index) {}
  void run();
  void runAlias(llvm::StringRef Target);

private:
  // Lowering.cpp: the graph.
  bool prepare();
  void describe();
  void walk(const clang::CFG &Graph);
  void block(const clang::CFGBlock &B);
  void branch(const clang::CFGBlock &B);
  void switchOn(const clang::CFGBlock &B, const clang::SwitchStmt *S);
  void finishScopes();
  facts::Block &draft(uint32_t Id) { return F.Blocks[Id]; }
  void edge(uint32_t From, const clang::CFGBlock *To, facts::ExprId Condition,
            bool Sense);
  uint32_t joinBlock(const clang::CFGBlock &From, const clang::CFGBlock *To,
                     bool Conditional, bool Sense);
  facts::ExprId apiOfOperator(const clang::Stmt *T);
  void leaveEarly(const clang::CFGBlock &B, facts::ExprId Api);
  const clang::Expr *decidingPart(const clang::Expr *Condition);

  // Elements.cpp: what an element of a block does.
  void element(const clang::CFGElement &E);
  void statement(const clang::Stmt *S);
  void expression(const clang::Expr *E);
  void assign(const clang::BinaryOperator *O);
  void compoundAssign(const clang::CompoundAssignOperator *O);
  void increment(const clang::UnaryOperator *O);
  void declare(const clang::DeclStmt *S);
  void returns(const clang::ReturnStmt *S);
  void finishReturn();
  bool mayChange(facts::ExprId Value) const;
  void inlineAsm(const clang::GCCAsmStmt *A);
  void cleanup(const clang::VarDecl *Var);
  void flowsOut(const clang::Expr *E);
  void finishStmtExpr(const clang::StmtExpr *S, const clang::Expr *Result);

  // Initialisers.cpp: aggregates.
  void initialise(facts::ExprId Place, const clang::Expr *Init,
                  clang::SourceLocation Where);
  bool initialiseFrom(facts::ExprId Place, const clang::Expr *Init,
                      clang::SourceLocation Where, unsigned &Budget);
  void initialiseRecord(facts::ExprId Place, const clang::InitListExpr *L,
                        clang::SourceLocation Where, unsigned &Budget);
  void initialiseArray(facts::ExprId Place, const clang::InitListExpr *L,
                       clang::SourceLocation Where, unsigned &Budget);

  // Calls.cpp
  void call(const clang::CallExpr *C);
  bool builtin(const clang::CallExpr *C, unsigned Id);
  void overflowBuiltin(const clang::CallExpr *C, facts::Op Operator);
  void stackAllocation(const clang::CallExpr *C);
  void argTexts(const clang::CallExpr *C, facts::CallInfo &Info);
  facts::Span statementOf(const clang::Expr *Call);
  void enterApi(const clang::Stmt *S);
  void enterApiAround(const clang::Stmt *Terminator);
  void emptyApi(const clang::NullStmt *S);
  void apiEvent(clang::FileID Api);

  // Events.
  uint32_t emit(facts::EventKind K, facts::ExprId Target, facts::ExprId Value,
                clang::SourceLocation Where);
  uint32_t emitCall(facts::CallInfo Info, clang::SourceLocation Where);
  void emitAssign(facts::ExprId Target, facts::ExprId Value,
                  clang::SourceLocation Where);
  void emitDeref(facts::ExprId Place, clang::SourceLocation Where);
  bool derefedJustNow(facts::ExprId Pointer) const;
  facts::ExprId assignTemp(const clang::Expr *Merged, facts::ExprId Value,
                           clang::QualType T, clang::SourceLocation Where);
  void bind(facts::ExprId Target, facts::ExprId Value,
            clang::SourceLocation Where);

  Unit &U;
  const clang::FunctionDecl *Decl;
  facts::FunctionFacts &F;
  BodyIndex Index;
  Values V;

  std::vector<bool> Reached; ///< By block.
  /// Temps of ?:, && and ||, by the stripped expression.
  llvm::DenseMap<const clang::Expr *, facts::ExprId> Merged;
  /// Functions that a temp may be.
  llvm::DenseMap<facts::ExprId, llvm::SmallVector<facts::ExprId, 2>> TempFuncs;
  llvm::DenseMap<uint32_t, facts::Span> StatementSpans;

  llvm::DenseSet<const clang::NullStmt *> EmptySeen;
  llvm::DenseSet<uint32_t> Cleaned; ///< Variables with a cleanup.

  // The block being lowered.
  const clang::CFGBlock *Current = nullptr;
  clang::SourceLocation LastPlace;
  bool PendingReturn = false;
  facts::ExprId ReturnValue = 0;
  clang::SourceLocation ReturnPlace;
};

} // namespace gfpcheck::extract

#endif
