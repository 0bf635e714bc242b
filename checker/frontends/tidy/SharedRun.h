// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clang-tidy makes one object per check; they share one run per file.
#ifndef GFPCHECK_FRONTENDS_TIDY_SHAREDRUN_H
#define GFPCHECK_FRONTENDS_TIDY_SHAREDRUN_H

#include "driver/Embedded.h"
#include <optional>

namespace gfpcheck::tidy {

/// The built-in rules, loaded once; null with an empty catalogue of checks if
/// that is impossible.
std::shared_ptr<const model::RuleSet> builtinRules();

class SharedRun {
public:
  /// The run of the translation unit that PP preprocesses, made on first use.
  /// All checks of a file must agree on the options, which are global.
  static std::shared_ptr<SharedRun> of(clang::Preprocessor &PP,
                                       const driver::Options &Opts);

  /// The findings of all rules; the first call analyses. Why it failed is in
  /// error(), and given out once.
  const std::vector<findings::Finding> &findings(clang::ASTContext &Context);
  std::string takeError() { return std::exchange(Error, ""); }

private:
  std::unique_ptr<driver::EmbeddedRun> Run;
  std::optional<std::vector<findings::Finding>> Findings;
  std::string Error;
};

} // namespace gfpcheck::tidy

#endif
