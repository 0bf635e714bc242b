// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The checker as a guest in another compiler: plugin, clang-tidy, clangd.
#ifndef GFPCHECK_DRIVER_EMBEDDED_H
#define GFPCHECK_DRIVER_EMBEDDED_H

#include "driver/Options.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <vector>

namespace clang {
class ASTContext;
class FixItHint;
class Preprocessor;
class SourceLocation;
class SourceManager;
} // namespace clang
namespace gfpcheck::extract {
class Extractor;
}
namespace gfpcheck::model {
class RuleSet;
}

namespace gfpcheck::driver {

/// Watches a translation unit from before it is parsed.
class EmbeddedRun {
public:
  EmbeddedRun(clang::Preprocessor &PP, Options Opts,
              std::shared_ptr<const model::RuleSet> Rules);
  ~EmbeddedRun();

  /// Checks it when it has been parsed; call once. Sorted findings, without
  /// those that a comment suppresses; none if it has compiler errors or is no
  /// C.
  std::vector<findings::Finding> finish(clang::ASTContext &Context);

private:
  Options Opts;
  std::shared_ptr<const model::RuleSet> Rules;
  std::unique_ptr<extract::Extractor> Extractor;
};

/// The place in the compiler's terms; invalid if the file was not read.
clang::SourceLocation locate(const clang::SourceManager &Sources,
                             const findings::Place &Where);

/// The fix in the compiler's terms; empty if it cannot be told so.
std::vector<clang::FixItHint> fixItHints(const clang::SourceManager &Sources,
                                         const findings::Fix &Fix);

/// The names of options in clang-tidy's configuration, and on the command line.
llvm::ArrayRef<std::pair<llvm::StringLiteral, llvm::StringLiteral>>
tidyOptions();

/// Sets one option by its name on the command line: checks, rules,
/// min-confidence, kernel-version, frame-warn, preempt-rt.
llvm::Error setOption(Options &Opts, llvm::StringRef Name,
                      llvm::StringRef Value);

} // namespace gfpcheck::driver

#endif
