// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints the expressions of one function. Used by FactsText only.
#ifndef GFPCHECK_FACTS_EXPRPRINTER_H
#define GFPCHECK_FACTS_EXPRPRINTER_H

#include "facts/ExprText.h"
#include "llvm/ADT/BitVector.h"

namespace gfpcheck::facts {

class ExprPrinter {
public:
  ExprPrinter(llvm::raw_ostream &OS, const FunctionFacts &F,
              const support::StringPool &Strings);

  /// With its type, unless that goes without saying.
  void expr(ExprId Id);

protected:
  void word(llvm::StringRef Text);
  void name(StringId Id) { word(Strings.str(Id)); }

  llvm::raw_ostream &OS;
  const FunctionFacts &F;
  const support::StringPool &Strings;
  KnownTypes Known;

private:
  void learnTypes();
  void mark(ExprId E, llvm::BitVector &Used) const;
  llvm::BitVector shown() const;
  bool before(const TypeInfo &A, const TypeInfo &B) const;
  void bare(ExprId Id);
  void operand(ExprId Id);
  void field(const Expr &E);
  void varName(size_t Index);
  bool needsType(const Expr &E) const;
  bool isPostfix(ExprId Id) const;

  llvm::DenseMap<StringId, unsigned> Uses; ///< Of a variable's name.
};

} // namespace gfpcheck::facts

#endif
