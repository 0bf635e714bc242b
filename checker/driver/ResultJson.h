// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The result of one file on its way from a worker process to its parent.
#ifndef GFPCHECK_DRIVER_RESULTJSON_H
#define GFPCHECK_DRIVER_RESULTJSON_H

#include "driver/TranslationUnit.h"

namespace gfpcheck::driver {

std::string resultToJSON(const TuResult &Result);
llvm::Expected<TuResult> resultFromJSON(llvm::StringRef Text);

} // namespace gfpcheck::driver

#endif
