// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What has to be installed to configure and prepare a kernel tree.
#ifndef GFPCHECK_DRIVER_RECORDNEEDS_H
#define GFPCHECK_DRIVER_RECORDNEEDS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace gfpcheck::driver {

struct MissingNeed {
  std::string What;    ///< "the program 'flex'", "the header 'gelf.h'"
  std::string Why;     ///< "reads the configuration language"
  std::string Package; ///< Debian's name.
};

/// Looks on PATH and asks the compiler for headers. Suffix is that of the LLVM
/// tools, "-19".
std::vector<MissingNeed> missingNeeds(llvm::StringRef Suffix,
                                      llvm::StringRef LogFile);

/// Several lines: what is missing, what for, and the command that installs it.
std::string describe(const std::vector<MissingNeed> &Missing);

} // namespace gfpcheck::driver

#endif
