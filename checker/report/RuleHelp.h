// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The documentation of the rules that is built into the program.
#ifndef GFPCHECK_REPORT_RULEHELP_H
#define GFPCHECK_REPORT_RULEHELP_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace gfpcheck::report {

/// The page docs/rules/<id>.md, or empty if there is none.
llvm::StringRef rulePage(llvm::StringRef RuleId);

/// Where a reader finds the page.
std::string rulePageUrl(llvm::StringRef RuleId);

} // namespace gfpcheck::report

#endif
