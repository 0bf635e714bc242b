// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which rules are on: the globs of Options::Checks.
#ifndef GFPCHECK_DRIVER_CHECKFILTER_H
#define GFPCHECK_DRIVER_CHECKFILTER_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/GlobPattern.h"
#include <memory>
#include <string>
#include <vector>

namespace gfpcheck::model {
class RuleSet;
}

namespace gfpcheck::driver {

/// The last glob that matches an id decides; an id that none matches is off.
/// Empty text, or text that begins with '-', starts from "everything is on".
class CheckFilter {
public:
  static llvm::Expected<CheckFilter> parse(llvm::StringRef Text);

  bool enabled(llvm::StringRef RuleId) const;

  /// An error that names the globs which match no rule at all.
  llvm::Error validate(const model::RuleSet &Rules) const;

private:
  struct Item {
    std::string Text;
    llvm::GlobPattern Glob;
    bool On;
  };
  /// Shared, because a GlobPattern points into its text.
  std::shared_ptr<std::vector<Item>> Items =
      std::make_shared<std::vector<Item>>();
  bool Default = false;
};

} // namespace gfpcheck::driver

#endif
