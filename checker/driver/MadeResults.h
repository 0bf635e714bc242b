// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the workers of a run have made, until it is told. A file may have been
// checked several times, each time knowing other things of the rest.
#ifndef GFPCHECK_DRIVER_MADERESULTS_H
#define GFPCHECK_DRIVER_MADERESULTS_H

#include "driver/Spool.h"
#include "driver/Workers.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace gfpcheck::driver {

class MadeResults {
public:
  /// Puts aside the result of a file that was told what Lessons stands for.
  void add(size_t File, llvm::StringRef Lessons, JobResult Job);
  /// That result, if it was added.
  std::optional<JobResult> get(size_t File, llvm::StringRef Lessons) const;
  /// Its teaching (TuResult), which stays where it is; empty if the job failed.
  std::optional<llvm::StringRef> teaching(size_t File,
                                          llvm::StringRef Lessons) const;
  /// CPU time of all jobs of a file, and the most memory that one took.
  double cpuSeconds(size_t File) const;
  uint64_t peakKiB(size_t File) const;

private:
  struct Made {
    std::string Lessons;
    JobResult Job; ///< Without its payload.
    size_t Payload = 0;
    std::unique_ptr<const std::string> Teaching;
  };
  llvm::ArrayRef<Made> of(size_t File) const;
  const Made *find(size_t File, llvm::StringRef Lessons) const;

  Spool Payloads;
  llvm::DenseMap<size_t, std::vector<Made>> ByFile;
};

} // namespace gfpcheck::driver

#endif
