// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "frontends/cli/OptionGroups.h"
#include "driver/CheckRun.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::cli {

bool AnalysisOptions::fill(driver::Options &Analysis) const {
  if (!KernelVersion.empty()) {
    auto Version = driver::parseKernelVersion(KernelVersion);
    if (!Version) {
      llvm::WithColor::error() << "--kernel-version: '" << KernelVersion
                               << "' is not of the form 6.12\n";
      return false;
    }
    Analysis.KernelVersion = *Version;
  }
  Analysis.Checks = Checks;
  Analysis.RulesDir = Rules;
  Analysis.MinConfidence = MinConfidence;
  Analysis.PreemptRt = PreemptRt;
  Analysis.FrameWarn = FrameWarn;
  Analysis.AllBodies = AllBodies;
  return true;
}

std::vector<std::string> AnalysisOptions::written() const {
  static constexpr llvm::StringLiteral Confidences[] = {"low", "medium",
                                                        "high"};
  std::vector<std::string> Out;
  if (!Checks.empty())
    Out.push_back("--checks=" + Checks);
  if (!KernelVersion.empty())
    Out.push_back("--kernel-version=" + KernelVersion);
  if (MinConfidence != findings::Confidence::Medium)
    Out.push_back("--min-confidence=" +
                  Confidences[unsigned(MinConfidence.getValue())].str());
  if (PreemptRt)
    Out.push_back("--preempt-rt");
  if (AllBodies)
    Out.push_back("--all-bodies");
  if (FrameWarn)
    Out.push_back("--frame-warn=" + std::to_string(FrameWarn));
  if (!Rules.empty()) {
    llvm::SmallString<256> Path(Rules);
    llvm::sys::fs::make_absolute(Path);
    Out.push_back("--rules=" + Path.str().str());
  }
  return Out;
}

std::optional<findings::Severity> FailOption::severity() const {
  switch (getValue()) {
  case FailOn::Error:
    return findings::Severity::Error;
  case FailOn::Warning:
    return findings::Severity::Warning;
  case FailOn::Advice:
    return findings::Severity::Advice;
  case FailOn::Never:
    break;
  }
  return std::nullopt;
}

void ReportOptions::fill(driver::ReportRequest &Request) const {
  Request.Format = Format;
  Request.OutputFile = Output;
  Request.FailOn = Fail.severity();
}

std::vector<std::string> ReportOptions::written() const {
  static constexpr llvm::StringLiteral Formats[] = {"text", "json", "sarif"};
  static constexpr llvm::StringLiteral Severities[] = {"error", "warning",
                                                       "advice", "never"};
  static_assert(unsigned(driver::Format::Sarif) == 2 &&
                unsigned(FailOn::Never) == 3);
  return {"--format=" + Formats[unsigned(Format.getValue())].str(),
          "--fail-on=" + Severities[unsigned(Fail.getValue())].str()};
}

void LimitOptions::fill(driver::WorkerLimits &Limits) const {
  Limits.TimeoutSeconds = Timeout;
  Limits.MemoryMiB = MemoryLimit;
  Limits.InProcess = InProcess;
}

} // namespace gfpcheck::cli
