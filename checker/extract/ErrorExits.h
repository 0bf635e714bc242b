// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How a function says that it failed, seen from the ways out it has.
#ifndef GFPCHECK_EXTRACT_ERROREXITS_H
#define GFPCHECK_EXTRACT_ERROREXITS_H

#include "extract/Unit.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include <optional>

namespace gfpcheck::extract {

/// The statements of a way out, "%" standing for the error.
using LeaveLines = std::vector<std::string>;

/// All expressions and statements below S, S included, without recursion.
void forEachBelow(const clang::Stmt *S,
                  llvm::function_ref<void(const clang::Stmt *)> Visit);

/// The variable that E is, or null.
const clang::VarDecl *variableIn(const clang::Expr *E);

/// Does Callee print and no more?
bool tells(const clang::FunctionDecl *Callee);

class ErrorExits {
public:
  ErrorExits(Unit &U, const clang::FunctionDecl *D);

  /// `return -ENOMEM;` as this function would write it; nothing where its
  /// returns do not show one way to do it.
  const std::optional<LeaveLines> &returning() const { return Returning; }

  /// What an `if` does that leaves the function when something went wrong and
  /// has nothing to undo: one return, or a goto to a label.
  struct Exit {
    const clang::LabelDecl *Label = nullptr; ///< Null: a return.
  };
  std::optional<Exit> exitOf(const clang::IfStmt *If) const;

  /// `status = -ENOMEM; goto label;`, if what follows the label returns status,
  /// or has no need of it.
  std::optional<LeaveLines> going(const clang::LabelDecl *Label) const;

  /// The statements from a label of the outermost block on; none if it is in
  /// an inner one.
  llvm::ArrayRef<const clang::Stmt *>
  behind(const clang::LabelDecl *Label) const;

private:
  void read();
  void readReturn(const clang::ReturnStmt *R);
  void readValue(const clang::Expr *E);
  bool isNegative(const clang::Expr *E) const;
  /// The function whose only argument, an error, makes E a pointer: ERR_PTR.
  std::string pointerMaker(const clang::Expr *E) const;
  std::optional<LeaveLines> convention() const;

  Unit &U;
  const clang::FunctionDecl *D;
  llvm::DenseSet<const clang::VarDecl *> GetsError; ///< Assigned < 0.
  llvm::DenseSet<const clang::VarDecl *> Returned;
  llvm::DenseMap<const clang::LabelDecl *, llvm::ArrayRef<const clang::Stmt *>>
      Behind;
  bool ReturnsNegative = false, ReturnsNull = false, ReturnsPlainly = false;
  std::string Maker;
  std::optional<LeaveLines> Returning;
};

} // namespace gfpcheck::extract

#endif
