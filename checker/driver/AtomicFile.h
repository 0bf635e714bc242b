// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files that are either as before or completely new.
#ifndef GFPCHECK_DRIVER_ATOMICFILE_H
#define GFPCHECK_DRIVER_ATOMICFILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace gfpcheck::driver {

/// Replaces File's content by way of a temporary file beside it. On an error,
/// or when a signal ends the process, the old file is untouched and the
/// temporary one is gone. The file's mode is kept. What is no regular file
/// (a device, a pipe) is written to directly.
llvm::Error writeAtomically(llvm::StringRef File, llvm::StringRef Content);

} // namespace gfpcheck::driver

#endif
