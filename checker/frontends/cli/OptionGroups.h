// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Options that several sub-commands have, each with the same meaning.
#ifndef GFPCHECK_FRONTENDS_CLI_OPTIONGROUPS_H
#define GFPCHECK_FRONTENDS_CLI_OPTIONGROUPS_H

#include "driver/ResultReport.h"
#include "driver/Workers.h"
#include "frontends/cli/CommonOptions.h"

namespace gfpcheck::cli {

/// What is looked for, and how it is judged.
struct AnalysisOptions {
  cl::SubCommand &Sub;
  cl::OptionCategory &Category;

  cl::opt<std::string> Checks{
      "checks", cl::sub(Sub), cl::cat(Category), cl::value_desc("GLOBS"),
      cl::desc("Rules that are on: '*,-gfp-large-stack' (default: all)")};
  cl::opt<findings::Confidence> MinConfidence{
      "min-confidence",
      cl::sub(Sub),
      cl::cat(Category),
      cl::desc("Tell findings of at least this confidence:"),
      cl::init(findings::Confidence::Medium),
      cl::values(
          clEnumValN(findings::Confidence::Low, "low", "all"),
          clEnumValN(findings::Confidence::Medium, "medium", "(default)"),
          clEnumValN(findings::Confidence::High, "high", "the sure ones"))};
  cl::opt<std::string> KernelVersion{
      "kernel-version", cl::sub(Sub), cl::cat(Category), cl::value_desc("X.Y"),
      cl::desc(
          "Judge GFP flags as that kernel does (default: the tree's own)")};
  cl::opt<bool> PreemptRt{"preempt-rt", cl::sub(Sub), cl::cat(Category),
                          cl::desc("Judge contexts as on PREEMPT_RT")};
  cl::opt<unsigned> FrameWarn{
      "frame-warn",
      cl::sub(Sub),
      cl::cat(Category),
      cl::init(0),
      cl::value_desc("BYTES"),
      cl::desc("Largest stack frame (default: CONFIG_FRAME_WARN, or 2048)")};
  RulesOption Rules{Sub, Category};
  cl::opt<bool> AllBodies{
      "all-bodies", cl::sub(Sub), cl::cat(Category),
      cl::desc("Parse the bodies of all functions in headers; slower, and the "
               "findings are the same")};

  /// False, after an error message, if an option makes no sense.
  bool fill(driver::Options &Analysis) const;
  /// The same as words for a command line; files are absolute.
  std::vector<std::string> written() const;
};

/// Which findings the exit status tells.
enum class FailOn { Error, Warning, Advice, Never };

struct FailOption : cl::opt<FailOn> {
  FailOption(cl::SubCommand &Sub, cl::OptionCategory &Category, FailOn Default)
      : cl::opt<FailOn>(
            "fail-on", cl::sub(Sub), cl::cat(Category),
            cl::desc("Exit with 1 for findings of at least this severity:"),
            cl::init(Default),
            cl::values(
                clEnumValN(FailOn::Error, "error", "errors"),
                clEnumValN(FailOn::Warning, "warning", "and warnings"),
                clEnumValN(FailOn::Advice, "advice",
                           Default == FailOn::Advice ? "any finding (default)"
                                                     : "any finding"),
                clEnumValN(FailOn::Never, "never",
                           Default == FailOn::Never ? "no finding (default)"
                                                    : "no finding"))) {}
  /// None: never.
  std::optional<findings::Severity> severity() const;
};

/// Where the findings go, and what they do to the exit status.
struct ReportOptions {
  cl::SubCommand &Sub;
  cl::OptionCategory &Category;

  cl::opt<driver::Format> Format{
      "format",
      cl::sub(Sub),
      cl::cat(Category),
      cl::desc("How to tell the findings:"),
      cl::init(driver::Format::Text),
      cl::values(clEnumValN(driver::Format::Text, "text", "like a compiler"),
                 clEnumValN(driver::Format::Sarif, "sarif", "SARIF 2.1.0"),
                 clEnumValN(driver::Format::Json, "json", "plain JSON"))};
  cl::opt<std::string> Output{
      "o", cl::sub(Sub), cl::cat(Category), cl::value_desc("FILE"),
      cl::desc("Write the findings there, all or nothing")};
  FailOption Fail{Sub, Category, FailOn::Advice};

  void fill(driver::ReportRequest &Request) const;
  /// The same as words for a command line, but for -o.
  std::vector<std::string> written() const;
};

/// What one file may cost.
struct LimitOptions {
  cl::SubCommand &Sub;
  cl::OptionCategory &Category;

  cl::opt<unsigned> Timeout{
      "timeout",
      cl::sub(Sub),
      cl::cat(Category),
      cl::init(300),
      cl::value_desc("SECONDS"),
      cl::desc("Give up on a file after that time (default: 300; 0: never)")};
  cl::opt<unsigned> MemoryLimit{
      "memory-limit",
      cl::sub(Sub),
      cl::cat(Category),
      cl::init(4096),
      cl::value_desc("MiB"),
      cl::desc("Address space for a file (default: 4096; 0: no limit)")};
  cl::opt<bool> InProcess{
      "in-process", cl::sub(Sub), cl::cat(Category), cl::Hidden,
      cl::desc("Check in this process, for debuggers and profilers")};

  void fill(driver::WorkerLimits &Limits) const;
};

} // namespace gfpcheck::cli

#endif
