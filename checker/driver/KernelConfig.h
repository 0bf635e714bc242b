// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kernel configuration files, as far as comparing two of them needs.
#ifndef GFPCHECK_DRIVER_KERNELCONFIG_H
#define GFPCHECK_DRIVER_KERNELCONFIG_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace gfpcheck::driver {

/// Options of Wanted that Got has otherwise, sorted:
/// "CONFIG_X: wanted y, got n". What only Got has is a default, no change.
std::vector<std::string> configChanges(llvm::StringRef Wanted,
                                       llvm::StringRef Got);

} // namespace gfpcheck::driver

#endif
