// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rules as text for people: `gfpcheck rules`.
#ifndef GFPCHECK_DRIVER_RULETEXT_H
#define GFPCHECK_DRIVER_RULETEXT_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}
namespace gfpcheck::model {
class RuleSet;
}

namespace gfpcheck::driver {

/// The ids of the kinds of bugs that are looked for.
std::vector<std::string> ruleIds(const model::RuleSet &Rules);

/// Every kind of bug that is looked for, one a line, and how much is known.
void listRules(const model::RuleSet &Rules, llvm::raw_ostream &OS);

/// Everything known of an API, a kind of bug, a GFP flag, or a callback slot
/// ("struct.field"), with its source. False if nothing is.
bool explainRule(const model::RuleSet &Rules, llvm::StringRef Name,
                 llvm::raw_ostream &OS);

} // namespace gfpcheck::driver

#endif
