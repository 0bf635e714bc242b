// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CheckFilter.h"
#include "model/RuleSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace gfpcheck::driver {

llvm::Expected<CheckFilter> CheckFilter::parse(llvm::StringRef Text) {
  CheckFilter Filter;
  Filter.Default = Text.trim().empty() || Text.trim().starts_with("-");
  llvm::SmallVector<llvm::StringRef> Globs;
  Text.split(Globs, ',', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (llvm::StringRef Written : Globs) {
    llvm::StringRef Glob = Written.trim();
    bool On = !Glob.consume_front("-");
    Filter.Items->push_back({Glob.str(), {}, On});
  }
  for (Item &I :
       *Filter.Items) { // Not earlier: texts move while the list grows.
    auto Pattern = llvm::GlobPattern::create(I.Text);
    if (!Pattern)
      return llvm::createStringError("bad glob '" + I.Text + "' in --checks: " +
                                     llvm::toString(Pattern.takeError()));
    I.Glob = std::move(*Pattern);
  }
  return Filter;
}

bool CheckFilter::enabled(llvm::StringRef RuleId) const {
  bool On = Default;
  for (const Item &I : *Items)
    if (I.Glob.match(RuleId))
      On = I.On;
  return On;
}

llvm::Error CheckFilter::validate(const model::RuleSet &Rules) const {
  for (const Item &I : *Items)
    if (llvm::none_of(Rules.bugs(), [&](const model::BugRule &Bug) {
          return I.Glob.match(Bug.Id);
        }))
      return llvm::createStringError(
          "no rule matches '" + I.Text +
          "' in --checks; see 'gfpcheck rules list'");
  return llvm::Error::success();
}

} // namespace gfpcheck::driver
