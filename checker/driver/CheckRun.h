// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `gfpcheck check` from request to exit status: database, workers, report.
#ifndef GFPCHECK_DRIVER_CHECKRUN_H
#define GFPCHECK_DRIVER_CHECKRUN_H

#include "driver/CompileDatabase.h"
#include "driver/ResultReport.h"
#include "driver/Workers.h"
#include <optional>

namespace gfpcheck::link {
struct InferOptions;
}

namespace gfpcheck::driver {

struct CheckRequest : ReportRequest {
  Options Analysis;
  std::string Database = "."; ///< Folder of compile_commands.json, or a file.
  std::vector<std::string> Files; ///< Files and folders; empty: all.
  WorkerLimits Limits;
  std::string StatsFile; ///< CPU time and memory of each file, as JSON.
  /// Follow calls and callbacks from file to file, when there are several.
  bool Link = true;
  /// Where files are linked: check those again that call functions of others
  /// which return memory or change the context.
  bool Teach = true;
  std::string CacheFolder; ///< Where results are kept; empty: nowhere.
  uint64_t CacheBytes = uint64_t(20) << 30; ///< How much is kept at most.
  bool LinkOne = false;                     ///< Link even a single file.
  /// Called with what was selected, before anything is done; may change it. An
  /// error ends the run.
  std::function<llvm::Error(const CompileDatabase &, Selection &)> Adjust;
};

/// Checks and reports. Returns an ExitStatus, or 128 + n when signal n ended
/// the run; then no file has been written.
int runCheck(const CheckRequest &Request);

/// The program index of the files that the request names; findings are not
/// told. Says what went wrong on standard error; nothing if there is no index
/// at all.
std::optional<std::string> makeIndex(CheckRequest Request);

/// What the files that the request names show together of their functions;
/// see link/Infer.h. Says what went wrong on standard error; nothing if there
/// is no result at all. Complete tells whether all files could be checked.
std::optional<std::vector<model::Api>>
inferRules(CheckRequest Request, const link::InferOptions &Opts,
           bool &Complete);

/// "6.12" or "5.10.3" as LINUX_VERSION_CODE.
std::optional<unsigned> parseKernelVersion(llvm::StringRef Text);

} // namespace gfpcheck::driver

#endif
