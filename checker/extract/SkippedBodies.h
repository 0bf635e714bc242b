// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bodies that the parser stepped over, read when somebody needs them. An editor
// server parses headers once and without the bodies of their functions.
#ifndef GFPCHECK_EXTRACT_SKIPPEDBODIES_H
#define GFPCHECK_EXTRACT_SKIPPEDBODIES_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>

namespace clang {
class ASTContext;
class FunctionDecl;
class Parser;
class Preprocessor;
class Token;
} // namespace clang

namespace gfpcheck::extract {

class MacroLog;

/// Use only after the end of the main file, and destroy before the Sema.
class SkippedBodies {
public:
  SkippedBodies(clang::Preprocessor &PP, clang::ASTContext &Context,
                MacroLog &Log);
  ~SkippedBodies();

  /// Parses F again, with its body, where it stands, and with the macros as
  /// they are at the end of the translation unit. The definition, or null if
  /// the body cannot be had so.
  const clang::FunctionDecl *parse(const clang::FunctionDecl *F);

private:
  using Tokens = llvm::SmallVector<clang::Token, 0>;
  enum class Declaration { Complete, TooLong, EndOfFile };
  bool collect(const clang::FunctionDecl *F, Tokens &Out);
  Declaration collectDeclaration(Tokens &Out);
  void parseTokens(Tokens Definition);

  clang::Preprocessor &PP;
  clang::ASTContext &Context;
  MacroLog &Log;
  std::unique_ptr<clang::Parser> Parser;
};

} // namespace gfpcheck::extract

#endif
