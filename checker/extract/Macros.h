// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which macros a piece of code came out of, and where the macros that rules
// know as operations of their own were used.
#ifndef GFPCHECK_EXTRACT_MACROS_H
#define GFPCHECK_EXTRACT_MACROS_H

#include "support/StringPool.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/PPCallbacks.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <functional>
#include <memory>
#include <vector>

namespace clang {
class IdentifierInfo;
class Preprocessor;
} // namespace clang

namespace gfpcheck::extract {

/// One use of a macro that rules know.
struct MacroUse {
  const clang::IdentifierInfo *Name = nullptr;
  clang::SourceRange Range; ///< From the name to the last token.
  /// First and last token of each argument, before expansion.
  llvm::SmallVector<clang::SourceRange, 4> Args;
};

/// The uses of known macros in one translation unit, by the place of the name.
class MacroLog {
public:
  const MacroUse *at(clang::SourceLocation Name) const {
    auto It = ByName.find(Name);
    return It == ByName.end() ? nullptr : &Uses[It->second];
  }
  /// The use that ends last before Where in the same file, or null.
  const MacroUse *before(clang::SourceLocation Where,
                         const clang::SourceManager &SM) const;

  /// Fills Log while PP runs, until Log is gone.
  static void listen(clang::Preprocessor &PP,
                     std::function<bool(llvm::StringRef)> IsApi,
                     std::weak_ptr<MacroLog> Log);
  void add(MacroUse Use);
  /// What is expanded between the two is not part of the program.
  void pause() { Paused = true; }
  void resume() { Paused = false; }
  bool paused() const { return Paused; }

private:
  bool Paused = false;
  std::vector<MacroUse> Uses; ///< In the order of the source.
  llvm::DenseMap<clang::SourceLocation, size_t> ByName;
};

/// Answers for one source location at a time; each expansion is looked at once.
class MacroStacks {
public:
  MacroStacks(const clang::SourceManager &SM, const clang::LangOptions &Lang,
              support::StringPool &Strings, const MacroLog &Log)
      : SM(SM), Lang(Lang), Strings(Strings), Log(Log) {}

  /// The macros in whose bodies the token at Where was written, outermost
  /// first. What is written in an argument did not come out of that macro.
  std::vector<support::StringId> names(clang::SourceLocation Where);

  /// The outermost use of a known macro whose body Where was written in.
  /// Invalid if there is none.
  clang::FileID api(clang::SourceLocation Where);
  /// The innermost use that Where is a part of, be it of an argument.
  clang::FileID apiAround(clang::SourceLocation Where);
  const MacroUse &use(clang::FileID Api) const;
  /// Where the macro was used.
  clang::SourceLocation whereUsed(clang::FileID Api) const;

  /// Is the token at Where a part of what Api was replaced by, from its body
  /// or from its arguments?
  bool within(clang::SourceLocation Where, clang::FileID Api) const;

  /// Does the token at Where stem, as its first (or last) token, from the one
  /// written at Written?
  bool beginsAt(clang::SourceLocation Where,
                clang::SourceLocation Written) const;
  bool endsAt(clang::SourceLocation Where, clang::SourceLocation Written) const;

private:
  support::StringId nameOf(clang::FileID Expansion);

  const clang::SourceManager &SM;
  const clang::LangOptions &Lang;
  support::StringPool &Strings;
  const MacroLog &Log;
  llvm::DenseMap<clang::FileID, clang::FileID> Apis;
  llvm::DenseMap<clang::FileID, support::StringId> Names;
};

} // namespace gfpcheck::extract

#endif
