// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The inside of a worker: a forked process that does one job after the other.
#ifndef GFPCHECK_DRIVER_WORKERPROCESS_H
#define GFPCHECK_DRIVER_WORKERPROCESS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <csignal>
#include <cstdint>
#include <string>
#include <sys/types.h>

namespace gfpcheck::driver {

/// A worker's exit status when memory ran out.
inline constexpr int OutOfMemoryExit = 97;

/// What goes before an answer, in the byte order of the machine.
struct AnswerHead {
  uint64_t Size = 0;       ///< Of the payload that follows.
  double CpuSeconds = 0;   ///< Of this job.
  uint64_t PeakKiB = 0;    ///< Of this job, or of the process so far.
  uint64_t PresentKiB = 0; ///< What the process has when it is done.
};

/// How a worker talks to its parent.
struct WorkerPipes {
  int Jobs = -1;    ///< Numbers of jobs come in, 8 bytes each, until it closes.
  int Answers = -1; ///< An AnswerHead and the payload for each.
  int Err = -1;     ///< A file; becomes standard error, empty for each job.
};

/// The life of a worker that Parent has just forked. Mask is the signal mask to
/// have; MemoryMiB bounds its address space (0: no bound).
[[noreturn]] void work(const WorkerPipes &Pipes, pid_t Parent,
                       const sigset_t &Mask, uint64_t MemoryMiB,
                       llvm::function_ref<std::string(size_t)> Work);

} // namespace gfpcheck::driver

#endif
