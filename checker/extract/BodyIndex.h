// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What has to be known of a function's body before its control flow graph is
// walked: which value flows where, what is never evaluated, who is assigned.
#ifndef GFPCHECK_EXTRACT_BODYINDEX_H
#define GFPCHECK_EXTRACT_BODYINDEX_H

#include "extract/Macros.h"
#include "facts/Facts.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace gfpcheck::extract {

/// Without parentheses and the other wrappers that CFG and values ignore.
const clang::Expr *strip(const clang::Expr *E);

/// The variable that an lvalue is a part of, without going through a pointer.
const clang::VarDecl *baseVariable(const clang::Expr *E);

/// One pass over a body, without recursion.
class BodyIndex {
public:
  /// Bodies nested deeper than this are not looked at.
  static constexpr unsigned MaxDepth = 1500;

  explicit BodyIndex(MacroStacks &Macros) : Macros(Macros) {}

  /// False if the body is nested too deep.
  bool build(const clang::Stmt *Body);

  struct LexicalScope {
    uint32_t Parent = 0;
    clang::SourceLocation End;
  };
  /// A statement that something can be inserted after, or not.
  struct Statement {
    const clang::Stmt *S = nullptr;
    uint32_t Parent = 0;
    bool Simple = false;
  };
  struct Api {
    const clang::Expr *Root = nullptr; ///< All of the expansion, if it is one.
    llvm::SmallVector<const clang::Expr *, 4> Args;
    bool ResultUsed = false;
  };

  std::vector<LexicalScope> Scopes;  ///< 0 is the body.
  std::vector<Statement> Statements; ///< 0 is none.
  llvm::DenseMap<const clang::VarDecl *, uint32_t> ScopeOf;
  /// The arm of a ?: or the last expression of a ({ }), stripped: the
  /// expression whose value it is.
  llvm::DenseMap<const clang::Expr *, const clang::Expr *> FlowsInto;
  llvm::DenseMap<const clang::Expr *, uint32_t> StmtExprScope;
  llvm::DenseSet<const clang::VarDecl *> AddressTaken;
  llvm::DenseSet<const clang::VarDecl *> Assigned; ///< Other than initialised.
  /// Assigned, or initialised, inside a ({ }).
  llvm::DenseSet<const clang::VarDecl *> AssignedInStmtExpr;
  llvm::DenseSet<const clang::VarDecl *> DeclaredInStmtExpr;
  /// In the control flow graph, but never evaluated.
  llvm::DenseSet<const clang::Stmt *> Dead;
  llvm::DenseSet<const clang::Expr *> ResultUsed;            ///< Calls.
  llvm::DenseMap<const clang::Expr *, uint32_t> StatementOf; ///< Of calls.
  llvm::DenseMap<clang::FileID, Api> Apis;
  llvm::DenseMap<const clang::Expr *, clang::FileID> ApiRoots;
  /// Everything in the statement after one that is only a ';' behind a macro
  /// that expanded to nothing: that statement.
  llvm::DenseMap<const clang::Stmt *, const clang::NullStmt *> AfterEmptyMacro;

  bool HasErrors = false; ///< Something in the body does not compile.

  bool scopeIsWithin(uint32_t Inner, uint32_t Outer) const;

private:
  struct Item {
    const clang::Stmt *S;
    unsigned Depth;
    uint32_t Scope;
    uint32_t Statement;
    uint32_t Api; ///< Index into ActiveApis.
    bool Dead, Used, InStmtExpr;
    const clang::NullStmt *After = nullptr; ///< See AfterEmptyMacro.
  };
  struct ActiveApi {
    clang::FileID Id;
    uint32_t Parent;
  };

  void visit(Item I);
  void visitExpr(Item &I, const clang::Expr *E);
  void visitChildren(const Item &I);
  void visitCompound(Item I, const clang::CompoundStmt *C);
  void visitAsm(const clang::GCCAsmStmt *A, bool InStmtExpr);
  void visitBinary(const Item &I, const clang::BinaryOperator *B);
  void visitUnary(const Item &I, const clang::UnaryOperator *U);
  bool visitSpecial(const Item &I, const clang::Expr *E);
  void visitSubscript(const Item &I, const clang::ArraySubscriptExpr *A);
  void visitConditional(const Item &I, const clang::ConditionalOperator *C);
  void visitElvis(const Item &I, const clang::BinaryConditionalOperator *C);
  void visitStmtExpr(const Item &I, const clang::StmtExpr *E);
  void visitGeneric(const Item &I, const clang::GenericSelectionExpr *G);
  void visitChoose(const Item &I, const clang::ChooseExpr *C);
  void push(const Item &From, const clang::Stmt *S, bool Used);
  void pushDead(const Item &From, const clang::Stmt *S);
  void pushStatement(Item From, const clang::Stmt *S);
  void pushBody(const Item &From, const clang::CompoundStmt *C);
  void noteAssigned(const clang::Expr *Target, bool InStmtExpr);
  void noteAddress(const clang::Expr *Operand);
  void noteApi(Item &I);
  void noteApiArg(const Item &I, const clang::Expr *E);
  uint32_t newScope(uint32_t Parent, const clang::Stmt *S);

  MacroStacks &Macros;
  std::vector<Item> Work;
  std::vector<ActiveApi> ActiveApis;
  llvm::DenseSet<const clang::Expr *> AddressLookedThrough;
  bool TooDeep = false;
};

} // namespace gfpcheck::extract

#endif
