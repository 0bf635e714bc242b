// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A check taken apart, for machines that share the work: summarise one file at
// a time, then link all summaries. Done this way the report is byte for byte
// that of `gfpcheck check`. Plan.h says who does which when.
#ifndef GFPCHECK_DRIVER_PROGRAMCOMMANDS_H
#define GFPCHECK_DRIVER_PROGRAMCOMMANDS_H

#include "driver/ResultReport.h"
#include "driver/Workers.h"

namespace gfpcheck::driver {

struct SummarizeRequest {
  Options Analysis;
  std::string Database = ".";
  std::string File;       ///< May be empty if the database has one command.
  std::string OutputFile; ///< The summary.
  std::string DepFile;    ///< Make rules naming what was read; empty: none.
  WorkerLimits Limits;
};

/// Summarises one file. A file that cannot be checked gives a summary that says
/// so. Returns ExitClean, ExitFailed, or 128 + a signal.
int runSummarize(const SummarizeRequest &Request);

struct LinkRequest : ReportRequest {
  Options Analysis;
  std::vector<std::string> Summaries;
  std::string ListFile; ///< More of them, one per line.
  /// File names in the report are relative to it; empty: the current folder.
  std::string RelativeTo;
};

/// Reports what the summarised files show, alone and together.
int runLink(const LinkRequest &Request);

} // namespace gfpcheck::driver

#endif
