// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Macros and enumerators that are integer constants.
#ifndef GFPCHECK_EXTRACT_CONSTANTMACRO_H
#define GFPCHECK_EXTRACT_CONSTANTMACRO_H

#include "extract/FileScopeNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/Token.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace gfpcheck::extract {

/// Evaluates names after the translation unit has been parsed.
class ConstantMacros {
public:
  ConstantMacros(clang::Preprocessor &PP, clang::ASTContext &Context)
      : PP(PP), Names(PP, Context) {}

  /// The value of the macro or enumerator Name; nothing if there is none or if
  /// it is no integer constant.
  std::optional<int64_t> value(llvm::StringRef Name);
  bool isMacro(llvm::StringRef Name) const;
  /// The number that Header, which need not have been included, defines Name
  /// as.
  std::optional<int64_t> inHeader(llvm::StringRef Header, llvm::StringRef Name);

private:
  std::optional<int64_t> enumerator(llvm::StringRef Name) const;
  bool expand(clang::IdentifierInfo *Name,
              llvm::SmallVectorImpl<clang::Token> &Tokens);

  // A parser of integer constant expressions over Tokens.
  std::optional<int64_t> binary(unsigned MinPrecedence);
  std::optional<int64_t> unary();
  std::optional<int64_t> primary();
  std::optional<int64_t> number(const clang::Token &T);
  bool skipCast();
  bool startsType(const clang::Token &T) const;
  const clang::Token &peek(unsigned Ahead = 0) const;

  clang::Preprocessor &PP;
  FileScopeNames Names;
  llvm::SmallVector<clang::Token, 64> Tokens;
  size_t Next = 0;
  unsigned Depth = 0;
};

} // namespace gfpcheck::extract

#endif
