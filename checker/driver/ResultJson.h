// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The result of one file on its way between processes and runs.
#ifndef GFPCHECK_DRIVER_RESULTJSON_H
#define GFPCHECK_DRIVER_RESULTJSON_H

#include "driver/TranslationUnit.h"
#include "llvm/Support/JSON.h"

namespace gfpcheck::driver {

/// JSON from files that may be made up: parsing it takes no more stack or
/// memory than what this program writes can need.
llvm::Expected<llvm::json::Value> parseBounded(llvm::StringRef Text);

std::string resultToJSON(const TuResult &Result);
llvm::Expected<TuResult> resultFromJSON(llvm::StringRef Text);

/// The JSON with the teaching and the unit, which are binary, behind it.
std::string packResult(const TuResult &Result);
llvm::Expected<TuResult> unpackResult(llvm::StringRef Payload);
/// Only the JSON of a packed result; empty if it is none.
llvm::StringRef jsonOf(llvm::StringRef Payload);
/// Only its teaching; empty if it is none.
llvm::StringRef teachingOf(llvm::StringRef Payload);

} // namespace gfpcheck::driver

#endif
