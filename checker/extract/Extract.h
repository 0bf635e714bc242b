// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang's AST and CFG become facts. The only folder with an AST visitor.
#ifndef GFPCHECK_EXTRACT_EXTRACT_H
#define GFPCHECK_EXTRACT_EXTRACT_H

#include "facts/Facts.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class CompilerInstance;
class Decl;
class Preprocessor;
} // namespace clang

namespace gfpcheck::extract {

/// How to get memory from the heap in place of the stack: rules know.
struct HeapWords {
  std::string Allocate; ///< A function of size and flags; empty: no fixes.
  std::string Free;
  std::string NoMemory; ///< What a function returns when there is none.
};

/// What extract/ must know of the rules; free of their meaning.
struct ExtractOptions {
  /// Is a macro of this name an operation of its own that must show up as a
  /// Call with IsMacro (might_sleep, wait_event, in_interrupt)? Calls inside
  /// such an expansion that do not stem from its arguments are left out.
  std::function<bool(llvm::StringRef)> IsMacroApi;
  /// Constants (enumerators, macros that are integer constants) whose values
  /// go to TuEnvironment::Constants.
  std::vector<std::string> Constants;
  /// Names of GFP flags to evaluate, "__GFP_IO", "GFP_KERNEL".
  std::vector<std::string> GfpFlags;
  /// For FunctionFacts::StackFixes.
  HeapWords Heap;
  /// Step over the bodies of functions in headers, and read those that somebody
  /// asks for when the rest has been parsed. Whoever sets it passes on what the
  /// compiler asks its consumer, and calls finish when the parser is gone and
  /// Sema is not.
  bool SkipBodies = false;
};

/// Watches one translation unit being parsed, then makes its facts.
/// Create before parsing (it listens to the preprocessor), call finish once.
class Extractor {
public:
  virtual ~Extractor() = default;
  /// See clang::ASTConsumer and ExtractOptions::SkipBodies.
  virtual bool shouldSkipFunctionBody(clang::Decl *D) = 0;
  /// Facts of all functions of the main file, and file-scope bindings.
  virtual facts::TuFacts finish(clang::ASTContext &Context) = 0;
  /// Facts of header functions, on demand, sharing TuFacts::Strings and Files.
  /// Valid while the ASTContext lives.
  virtual facts::FactsProvider &provider() = 0;
};

std::unique_ptr<Extractor> makeExtractor(clang::CompilerInstance &CI,
                                         ExtractOptions Opts);
/// For hosts that show their preprocessor only (clang-tidy).
std::unique_ptr<Extractor> makeExtractor(clang::Preprocessor &PP,
                                         ExtractOptions Opts);

} // namespace gfpcheck::extract

#endif
