// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/RuleHelp.h"
#include <utility>

namespace gfpcheck::report {

static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> Pages[] = {
#include "report/RulePages.inc"
    {"", ""}};

llvm::StringRef rulePage(llvm::StringRef RuleId) {
  for (const auto &[Id, Text] : Pages)
    if (Id == RuleId)
      return Text;
  return "";
}

std::string rulePageUrl(llvm::StringRef RuleId) {
  return GFPCHECK_DOCS_URL "/" + RuleId.str() + ".md";
}

} // namespace gfpcheck::report
