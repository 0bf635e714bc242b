// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One program run to its end, as 'gfpcheck record' runs make.
#ifndef GFPCHECK_DRIVER_PROCESS_H
#define GFPCHECK_DRIVER_PROCESS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace gfpcheck::driver {

struct ProcessResult {
  int ExitCode = -1; ///< -1: it could not be started, or a signal ended it.
  std::string Why;   ///< Then: the reason.
};

/// Runs Command[0], found on PATH, with standard input empty and all output
/// appended to LogFile. Environment adds NAME=VALUE pairs to ours. The program
/// is told to end when this process ends.
ProcessResult runProcess(llvm::ArrayRef<std::string> Command,
                         llvm::ArrayRef<std::string> Environment,
                         llvm::StringRef LogFile);

} // namespace gfpcheck::driver

#endif
