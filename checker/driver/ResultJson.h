// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The result of one file on its way between processes and runs.
#ifndef GFPCHECK_DRIVER_RESULTJSON_H
#define GFPCHECK_DRIVER_RESULTJSON_H

#include "driver/TranslationUnit.h"

namespace gfpcheck::driver {

std::string resultToJSON(const TuResult &Result);
llvm::Expected<TuResult> resultFromJSON(llvm::StringRef Text);

/// The JSON with the unit, which is binary, behind it.
std::string packResult(const TuResult &Result);
llvm::Expected<TuResult> unpackResult(llvm::StringRef Payload);
/// Only the JSON of a packed result; empty if it is none.
llvm::StringRef jsonOf(llvm::StringRef Payload);

} // namespace gfpcheck::driver

#endif
