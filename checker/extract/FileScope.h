// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which functions initialisers store where: ops tables and their like.
#ifndef GFPCHECK_EXTRACT_FILESCOPE_H
#define GFPCHECK_EXTRACT_FILESCOPE_H

#include "extract/Unit.h"
#include "clang/AST/Expr.h"

namespace gfpcheck::extract {

class FileScope {
public:
  FileScope(Unit &U, std::vector<facts::Binding> &Bindings)
      : U(U), Bindings(Bindings) {}

  /// Takes the bindings out of the initialiser of V, which lives as long as
  /// the program.
  void variable(const clang::VarDecl *V, facts::StringId InFunction = 0);

private:
  struct Slot {
    facts::StringId Record, Field, Object, InFunction;
  };
  void value(const clang::Expr *E, const Slot &S, unsigned Depth);
  void list(const clang::InitListExpr *L, const Slot &S, unsigned Depth);
  bool mayHoldFunction(clang::QualType T);

  Unit &U;
  std::vector<facts::Binding> &Bindings;
  llvm::DenseMap<const clang::Type *, bool> Holds;
};

} // namespace gfpcheck::extract

#endif
