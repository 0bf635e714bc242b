// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bodies that the parser stepped over, read when somebody needs them: of a
// header's functions a file calls a few in a hundred. An editor server parses
// headers once and without bodies, too.
#ifndef GFPCHECK_EXTRACT_SKIPPEDBODIES_H
#define GFPCHECK_EXTRACT_SKIPPEDBODIES_H

#include "extract/MacrosAt.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>

namespace clang {
class ASTContext;
class FunctionDecl;
class Parser;
class Preprocessor;
class Sema;
class Token;
} // namespace clang

namespace gfpcheck::extract {

class MacroLog;

/// Use only after the end of the main file, and destroy before the Sema.
class SkippedBodies {
public:
  /// Sema is that of the translation unit; without any, nothing can be read.
  SkippedBodies(clang::Preprocessor &PP, clang::Sema *Sema, MacroLog &Log);
  ~SkippedBodies();

  /// Parses F again, with its body, where it stands and with the macros of that
  /// place. The definition, or null if the body cannot be had so.
  const clang::FunctionDecl *parse(const clang::FunctionDecl *F);

private:
  using Tokens = llvm::SmallVector<clang::Token, 0>;
  enum class Declaration { Complete, TooLong, EndOfFile };
  bool collect(const clang::FunctionDecl *F, Tokens &Out);
  bool lexDefinition(const clang::FunctionDecl *F, clang::FileID File,
                     unsigned Offset, Tokens &Out);
  Declaration collectDeclaration(Tokens &Out);
  void parseTokens(Tokens Definition);

  clang::Preprocessor &PP;
  clang::Sema *Sema;
  MacroLog &Log;
  MacroHistory History;
  std::unique_ptr<clang::Parser> Parser;
};

/// The parser is at the brace that opens F's body and will step over it. If all
/// of the body is plain text of one file, goes on to the closing brace without
/// looking at macros; else does nothing, and the parser finds its way by
/// itself. O(length of the body).
void stepOverBody(clang::Preprocessor &PP, const clang::FunctionDecl *F);

} // namespace gfpcheck::extract

#endif
