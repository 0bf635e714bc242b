// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Validated rules before they are indexed: what the blob holds.
#ifndef GFPCHECK_RULEIO_RULEDATA_H
#define GFPCHECK_RULEIO_RULEDATA_H

#include "model/RuleSet.h"
#include <string>
#include <vector>

namespace gfpcheck::ruleio {

/// A kind of memory and the functions that take it back.
struct Family {
  std::string Name;
  std::vector<std::string> FreedBy;
};

/// Apis are sorted by name and have unique names; callbacks are sorted by slot,
/// function and argument.
struct RuleData {
  std::vector<Family> Families;
  std::vector<model::Api> Apis;
  std::vector<model::CallbackRule> Callbacks;
  std::vector<model::BugRule> Bugs;
  std::vector<model::GfpTable> GfpTables; ///< Oldest first.
};

} // namespace gfpcheck::ruleio

#endif
