// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The macros as they were at an earlier place of the translation unit.
#ifndef GFPCHECK_EXTRACT_MACROSAT_H
#define GFPCHECK_EXTRACT_MACROSAT_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class IdentifierInfo;
class MacroDirective;
class MacroInfo;
class Preprocessor;
} // namespace clang

namespace gfpcheck::extract {

/// What each macro was when the preprocessor came to the end of the file.
class MacroHistory {
public:
  explicit MacroHistory(clang::Preprocessor &PP) : PP(PP) {}

  /// The definition of Name at Where; null if it was no macro there.
  const clang::MacroInfo *at(const clang::IdentifierInfo *Name,
                             clang::SourceLocation Where);
  const clang::MacroInfo *atEnd(const clang::IdentifierInfo *Name);

private:
  const clang::MacroDirective *last(const clang::IdentifierInfo *Name);

  clang::Preprocessor &PP;
  llvm::DenseMap<const clang::IdentifierInfo *, const clang::MacroDirective *>
      Last;
};

/// Brings back, as long as it lives, the macros that Text (raw tokens between
/// Where and the end of a definition) can expand, directly or through others.
/// Only those that have changed since are touched.
class MacrosAt {
public:
  MacrosAt(clang::Preprocessor &PP, MacroHistory &History,
           clang::SourceLocation Where,
           llvm::ArrayRef<clang::IdentifierInfo *> Text);
  ~MacrosAt();
  MacrosAt(const MacrosAt &) = delete;
  MacrosAt &operator=(const MacrosAt &) = delete;

private:
  void set(clang::IdentifierInfo *Name, const clang::MacroInfo *To);

  clang::Preprocessor &PP;
  MacroHistory &History;
  clang::SourceLocation Where;
  llvm::SmallVector<clang::IdentifierInfo *, 4> Changed;
};

} // namespace gfpcheck::extract

#endif
