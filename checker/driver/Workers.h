// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Jobs in processes of their own: whatever goes wrong in one costs that one.
// Knows nothing of what a job is.
#ifndef GFPCHECK_DRIVER_WORKERS_H
#define GFPCHECK_DRIVER_WORKERS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <cstdint>
#include <string>

namespace gfpcheck::driver {

struct WorkerLimits {
  unsigned Parallel = 1;
  unsigned TimeoutSeconds = 300; ///< Wall clock per job; 0: none.
  uint64_t MemoryMiB = 4096;     ///< Address space per job; 0: none.
  /// No processes at all, for debuggers and profilers; no limit holds.
  bool InProcess = false;
};

struct JobResult {
  enum class Status : uint8_t { Done, Crashed, TimedOut, OutOfMemory, Lost };
  Status How = Status::Lost;
  int Signal = 0;        ///< For Crashed by a signal.
  int ExitCode = 0;      ///< For Crashed without one.
  std::string Payload;   ///< What the job returned, when Done.
  std::string LastWords; ///< The beginning of what it wrote to stderr.
  double CpuSeconds = 0; ///< Of the job, or of all of a process that died.
  uint64_t PeakKiB = 0;
};

/// Why it failed, in words: "crashed (Segmentation fault)". Empty when Done.
std::string describeFailure(const JobResult &Result,
                            const WorkerLimits &Limits);

/// Runs Work(I) for I in [0, Jobs) in at most Limits.Parallel forked processes,
/// and hands the results to Done in the order of I. A process does one job
/// after the other; if it dies with a job that was not its first, that job is
/// tried once more in a new one, and others never notice. Finished(N) is called
/// when N jobs have ended, in any order. Begun, if there is one, is called
/// once, before anything else and while the first jobs run; threads that it
/// starts must be gone when it returns.
///
/// Returns 0, or the number of the signal (SIGINT, SIGTERM, SIGHUP) that ended
/// the run early; by then all processes are gone. They also die with this
/// process. Call while the process has one thread.
int runJobs(size_t Jobs, const WorkerLimits &Limits,
            llvm::function_ref<std::string(size_t)> Work,
            llvm::function_ref<void(size_t, JobResult)> Done,
            llvm::function_ref<void(size_t)> Finished,
            llvm::function_ref<void()> Begun = nullptr);

} // namespace gfpcheck::driver

#endif
