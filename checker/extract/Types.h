// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang types as facts know them, and the names of records.
#ifndef GFPCHECK_EXTRACT_TYPES_H
#define GFPCHECK_EXTRACT_TYPES_H

#include "facts/Facts.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"

namespace gfpcheck::extract {

/// Maps types once each. Lives as long as its ASTContext.
class Types {
public:
  Types(const clang::ASTContext &Context, support::StringPool &Strings)
      : Context(Context), Strings(Strings) {}

  facts::TypeInfo get(clang::QualType T);

  /// The tag of a record. Without a tag: the typedef that names it, or the tag
  /// of the record around it; 0 if there is none.
  facts::StringId tag(const clang::RecordDecl *R);

private:
  facts::TypeInfo make(const clang::Type *T);

  const clang::ASTContext &Context;
  support::StringPool &Strings;
  llvm::DenseMap<const clang::Type *, facts::TypeInfo> Known;
  llvm::DenseMap<const clang::RecordDecl *, facts::StringId> Tags;
};

} // namespace gfpcheck::extract

#endif
