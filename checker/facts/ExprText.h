// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the text of an expression leaves out because it goes without saying.
#ifndef GFPCHECK_FACTS_EXPRTEXT_H
#define GFPCHECK_FACTS_EXPRTEXT_H

#include "facts/Facts.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

namespace gfpcheck::facts {

/// Field types that a function's text lists once, by record and name.
using FieldTypes = std::map<std::pair<StringId, StringId>, TypeInfo>;

/// Types that are not written where they are used.
struct KnownTypes {
  FieldTypes Fields;
  llvm::DenseMap<int64_t, TypeInfo> Temps; ///< Of calls, by event.
};

/// The type that an expression has when none is written.
TypeInfo defaultType(const Expr &E, const ExprTable &Table,
                     const std::vector<Variable> &Vars,
                     const KnownTypes &Known);

llvm::StringRef spelling(Op O);

/// The word of a type without a record, such as "u32"; empty if it needs the
/// long form.
std::string shortName(const TypeInfo &T);

/// Can Text be written without quotes?
bool isWord(llvm::StringRef Text);
void printQuoted(llvm::raw_ostream &OS, llvm::StringRef Text);
void printType(llvm::raw_ostream &OS, const TypeInfo &T,
               const support::StringPool &Strings);

} // namespace gfpcheck::facts

#endif
