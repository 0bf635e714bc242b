// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `gfpcheck check` from request to exit status: database, workers, report.
#ifndef GFPCHECK_DRIVER_CHECKRUN_H
#define GFPCHECK_DRIVER_CHECKRUN_H

#include "driver/Options.h"
#include "driver/Workers.h"
#include <optional>

namespace gfpcheck::driver {

enum class Format : uint8_t { Text, Json, Sarif };

struct CheckRequest {
  Options Analysis;
  std::string Database = "."; ///< Folder of compile_commands.json, or a file.
  std::vector<std::string> Files; ///< Files and folders; empty: all.
  WorkerLimits Limits;
  driver::Format Format = Format::Text;
  std::string OutputFile; ///< Empty: standard output.
  std::string StatsFile;  ///< CPU time and memory of each file, as JSON.
  /// The least severity that makes the exit status 1; none: never.
  std::optional<findings::Severity> FailOn = findings::Severity::Advice;
  bool Fix = false;
  bool Verbose = false;
  /// Follow calls and callbacks from file to file, when there are several.
  bool Link = true;
};

/// Exit statuses of all commands.
enum ExitStatus : int {
  ExitClean = 0,
  ExitFindings = 1,
  ExitFailed = 2, ///< Something could not be done, and stderr says what.
};

/// Checks and reports. Returns an ExitStatus, or 128 + n when signal n ended
/// the run; then no file has been written.
int runCheck(const CheckRequest &Request);

/// "6.12" or "5.10.3" as LINUX_VERSION_CODE.
std::optional<unsigned> parseKernelVersion(llvm::StringRef Text);

} // namespace gfpcheck::driver

#endif
