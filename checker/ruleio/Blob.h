// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rules in one block of bytes that is used as it lies in memory: looked up by
// binary search, decoded entry by entry on first use.
#ifndef GFPCHECK_RULEIO_BLOB_H
#define GFPCHECK_RULEIO_BLOB_H

#include "ruleio/RuleData.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace gfpcheck::ruleio {

/// The block for Data. Equal data, equal bytes, on every machine.
std::string writeBlob(const RuleData &Data);

/// Rules over a block that outlives them. Fails if it is not one of
/// writeBlob's.
llvm::Expected<std::shared_ptr<const model::RuleSet>>
openBlob(llvm::StringRef Bytes);

/// Rules that own their block.
llvm::Expected<std::shared_ptr<const model::RuleSet>>
openOwnedBlob(std::string Bytes);

/// The reverse of writeBlob.
llvm::Expected<RuleData> readBlob(llvm::StringRef Bytes);

} // namespace gfpcheck::ruleio

#endif
