// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "model/RuleSet.h"

namespace gfpcheck::model {

const BugRule *RuleSet::bug(llvm::StringRef Id) const {
  for (const BugRule &B : bugs())
    if (B.Id == Id)
      return &B;
  return nullptr;
}

} // namespace gfpcheck::model
