// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `gfpcheck kbuild`: one file, as the kernel's make calls sparse.
#ifndef GFPCHECK_DRIVER_KBUILDRUN_H
#define GFPCHECK_DRIVER_KBUILDRUN_H

#include "driver/ResultReport.h"
#include "driver/Workers.h"

namespace gfpcheck::driver {

struct KbuildRequest {
  Options Analysis;
  /// What make passes behind the name of the checker: options of sparse, those
  /// of the compiler, and last the file.
  std::vector<std::string> Arguments;
  std::string Compiler; ///< Of the build, for its target; never run.
  WorkerLimits Limits;
  /// None: whatever happens, the status is ExitClean and the build goes on.
  std::optional<findings::Severity> FailOn;
};

/// The command of the compiler that is behind a call of the checker.
llvm::Expected<CompileCommand> kbuildCommand(const KbuildRequest &Request);

/// Checks the file and tells the findings on standard error, all at once.
int runKbuild(const KbuildRequest &Request);

} // namespace gfpcheck::driver

#endif
