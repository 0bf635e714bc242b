// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/MadeResults.h"
#include "driver/ResultJson.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::driver {

void MadeResults::add(size_t File, llvm::StringRef Lessons, JobResult Job) {
  Made M;
  M.Lessons = Lessons.str();
  M.Teaching =
      std::make_unique<const std::string>(teachingOf(Job.Payload).str());
  M.Payload = Payloads.add(Job.Payload);
  M.Job = std::move(Job);
  M.Job.Payload = std::string();
  ByFile[File].push_back(std::move(M));
}

llvm::ArrayRef<MadeResults::Made> MadeResults::of(size_t File) const {
  auto It = ByFile.find(File);
  if (It == ByFile.end())
    return {};
  return It->second;
}

const MadeResults::Made *MadeResults::find(size_t File,
                                           llvm::StringRef Lessons) const {
  for (const Made &M : of(File))
    if (M.Lessons == Lessons)
      return &M;
  return nullptr;
}

std::optional<JobResult> MadeResults::get(size_t File,
                                          llvm::StringRef Lessons) const {
  const Made *M = find(File, Lessons);
  if (!M)
    return std::nullopt;
  JobResult Job = M->Job;
  auto Payload = Payloads.get(M->Payload);
  if (Payload)
    Job.Payload = std::move(*Payload);
  else
    Job.How = JobResult::Status::Lost;
  return Job;
}

std::optional<llvm::StringRef>
MadeResults::teaching(size_t File, llvm::StringRef Lessons) const {
  const Made *M = find(File, Lessons);
  if (!M)
    return std::nullopt;
  return llvm::StringRef(*M->Teaching);
}

double MadeResults::cpuSeconds(size_t File) const {
  double Sum = 0;
  for (const Made &M : of(File))
    Sum += M.Job.CpuSeconds;
  return Sum;
}

uint64_t MadeResults::peakKiB(size_t File) const {
  uint64_t Most = 0;
  for (const Made &M : of(File))
    Most = std::max(Most, M.Job.PeakKiB);
  return Most;
}

} // namespace gfpcheck::driver
