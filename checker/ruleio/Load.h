// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A folder of rule files becomes validated rules.
#ifndef GFPCHECK_RULEIO_LOAD_H
#define GFPCHECK_RULEIO_LOAD_H

#include "ruleio/Raw.h"
#include "ruleio/RuleData.h"
#include "support/Diagnostics.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace gfpcheck::ruleio {

/// Every *.yaml file below Dir, sorted. Symbolic links are not followed.
std::vector<std::string> ruleFiles(llvm::StringRef Dir,
                                   support::Diagnostics &D);

/// Reads the files into layers over Base: generated ones, those that inference
/// made (WriteRules.h), if wanted, the others. What is wrong goes to D. If Raw
/// is given it receives the files.
RuleData loadFiles(llvm::ArrayRef<std::string> Paths, RuleData Base,
                   support::Diagnostics &D, std::vector<RawFile> *Raw = nullptr,
                   bool WithInferred = true);

/// Both, with every mistake in the error.
llvm::Expected<RuleData> loadDirectory(llvm::StringRef Dir, RuleData Base = {},
                                       bool WithInferred = true);

} // namespace gfpcheck::ruleio

#endif
