// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Declarations at file scope, by name, in a translation unit that may stand on
// a precompiled header.
#ifndef GFPCHECK_EXTRACT_FILESCOPENAMES_H
#define GFPCHECK_EXTRACT_FILESCOPENAMES_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

namespace clang {
class ASTContext;
class NamedDecl;
class Preprocessor;
} // namespace clang

namespace gfpcheck::extract {

class FileScopeNames {
public:
  FileScopeNames(clang::Preprocessor &PP, clang::ASTContext &Context)
      : PP(PP), Context(Context) {}

  /// All that Name means at file scope besides macros, the latest first.
  llvm::SmallVector<const clang::NamedDecl *, 2>
  find(llvm::StringRef Name) const;

private:
  clang::Preprocessor &PP;
  clang::ASTContext &Context;
};

} // namespace gfpcheck::extract

#endif
