// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What commands that ask the program index have in common.
#ifndef GFPCHECK_DRIVER_OPENINDEX_H
#define GFPCHECK_DRIVER_OPENINDEX_H

#include "driver/CheckRun.h"
#include "link/Index.h"

namespace gfpcheck::driver {

/// The index in File or, if that is empty, one of the files of Program.
llvm::Expected<std::unique_ptr<link::Index>>
openIndex(llvm::StringRef File, const CheckRequest &Program);

/// Makes names of files relative to the folder that this process is in.
std::function<std::string(llvm::StringRef)> relativePaths();

} // namespace gfpcheck::driver

#endif
