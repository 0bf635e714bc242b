// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rules a run uses: those built into the program, and those of the user.
#ifndef GFPCHECK_RULEIO_RULES_H
#define GFPCHECK_RULEIO_RULES_H

#include "model/RuleSet.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace gfpcheck::ruleio {

using RuleSetPtr = std::shared_ptr<const model::RuleSet>;

/// The built-in rules. Nothing is parsed; costs well under a millisecond.
llvm::Expected<RuleSetPtr> loadBuiltin();

/// The built-in rules with every *.yaml file below Dir laid over them: an entry
/// replaces the built-in one of the same name. The error, if any, holds every
/// mistake in the files, each with its place.
llvm::Expected<RuleSetPtr> loadWithOverlay(llvm::StringRef Dir);

} // namespace gfpcheck::ruleio

#endif
