// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where things are written: Clang's source locations as facts know them, and
// what of an expression or statement stands in the file itself.
#ifndef GFPCHECK_EXTRACT_PLACES_H
#define GFPCHECK_EXTRACT_PLACES_H

#include "facts/Facts.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include <string>
#include <vector>

namespace gfpcheck::extract {

class Places {
public:
  /// Lists every file that was read, in the order of reading, and those that
  /// a precompiled header was made of.
  Places(const clang::SourceManager &SM, const clang::LangOptions &Lang,
         const std::vector<std::string> &Precompiled);

  const std::vector<std::string> &files() const { return Files; }
  uint32_t mainFile() const;

  /// The place a reader would look at: where the outermost macro is used.
  facts::Loc loc(clang::SourceLocation Where);

  /// Is more than the main file the program's own source, precompiled?
  bool hasPrecompiledSource() const { return PrecompiledSource; }

  /// Is a file of that name, included by another, no header?
  static bool isSourceName(llvm::StringRef Name) {
    return Name.ends_with(".c");
  }

  /// Is Where, after expansion, in the main file or in a file included by it
  /// that is not a header?
  bool inMainFile(clang::SourceLocation Where);

  /// The bytes that a token range takes in one file, when all of it is written
  /// there: directly, as the argument of a macro, or as a whole macro use.
  facts::Span span(clang::SourceRange Tokens) const;
  llvm::StringRef text(const facts::Span &S) const;

  /// S, and what follows up to and including the next token if that is ';'.
  facts::Span withSemicolon(const facts::Span &S) const;

  /// Is the token at Next the first one after the token at Before?
  bool nextTokenIs(clang::SourceLocation Before,
                   clang::SourceLocation Next) const;

private:
  clang::SourceLocation beginInFile(clang::SourceLocation L) const;
  clang::SourceLocation endInFile(clang::SourceLocation L) const;
  uint32_t fileOf(clang::FileID Id) const;
  uint32_t add(llvm::StringRef Name, bool Source);

  const clang::SourceManager &SM;
  const clang::LangOptions &Lang;
  std::vector<std::string> Files;
  std::vector<bool> IsSource; ///< Main file or an included non-header.
  llvm::StringMap<uint32_t> ByName;
  bool PrecompiledSource = false;
  // Of the precompiled header, those that somebody asked for.
  mutable llvm::DenseMap<clang::FileID, uint32_t> Ids;
  mutable std::vector<clang::FileID> FirstId; ///< Of each of Files.
};

} // namespace gfpcheck::extract

#endif
