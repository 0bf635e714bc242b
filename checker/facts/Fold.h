// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What ExprTable knows of arithmetic: the same as C, on an expression's type.
#ifndef GFPCHECK_FACTS_FOLD_H
#define GFPCHECK_FACTS_FOLD_H

#include "facts/Facts.h"
#include <optional>

namespace gfpcheck::facts {

/// Value as a value of type T holds it: truncated to its width, extended by
/// its sign. Types without a width keep all 64 bits.
int64_t fitToType(int64_t Value, const TypeInfo &T);

/// Is E always 0 or 1?
bool isTruth(const ExprTable &Table, ExprId E);

/// The operand (or other existing node) that E equals, as in x + 0, &*p, ~~x.
std::optional<ExprId> foldToOperand(const ExprTable &Table, const Expr &E);

/// A Const if E's operands are constants and C defines the result, else E.
Expr foldToConstant(const ExprTable &Table, const Expr &E);

} // namespace gfpcheck::facts

#endif
