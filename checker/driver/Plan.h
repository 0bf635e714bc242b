// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files for those who spread a check over machines: the commands one by one,
// and what tells ninja or Slurm to summarise each and link them all.
#ifndef GFPCHECK_DRIVER_PLAN_H
#define GFPCHECK_DRIVER_PLAN_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace gfpcheck::driver {

struct PlanRequest {
  enum class Runner : uint8_t { Ninja, Slurm };

  std::string Database = ".";
  std::vector<std::string> Files;
  Runner For = Runner::Ninja;
  std::string Folder;     ///< Where the plan and all that it makes goes.
  unsigned PerTask = 100; ///< Slurm: files that one task summarises.
  std::string Program;    ///< This program, absolute.
  /// Options of summarize and link, as written on the command line.
  std::vector<std::string> AnalysisOptions, ReportOptions;
};

/// Writes the plan, and leaves alone what is as it was.
int runPlan(const PlanRequest &Request);

/// The command lines of a plan, as a shell in its folder reads them.
struct PlannedCommands {
  std::string Summarize; ///< Without the names of files.
  std::string Link;      ///< All of it.
};

/// One word for a shell.
std::string shellQuoted(llvm::StringRef Word);

/// A file of a plan: its name in the folder, and whether it is a program.
struct PlannedFile {
  std::string Name, Content;
  bool Executable = false;
};

/// Job scripts and a script that submits them.
std::vector<PlannedFile> slurmFiles(const PlannedCommands &Commands,
                                    size_t Files, unsigned PerTask);

} // namespace gfpcheck::driver

#endif
