// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CheckRun.h"
#include "driver/ResultCache.h"
#include "frontends/cli/Cli.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::cli {

namespace cl = llvm::cl;

namespace {

enum class FailOn { Error, Warning, Advice, Never };

class CheckCommand : public Command {
  cl::SubCommand Sub{"check", "Check files of a compilation database"};
  cl::OptionCategory Category{"Options of check"};

  cl::list<std::string> Files{cl::Positional, cl::sub(Sub),
                              cl::desc("[file or folder...]")};
  cl::opt<std::string> Database{
      "p",
      cl::sub(Sub),
      cl::cat(Category),
      cl::init("."),
      cl::value_desc("DIR"),
      cl::desc("Folder of compile_commands.json, or that file (default: .)")};
  cl::opt<unsigned> Jobs{
      "j",
      cl::sub(Sub),
      cl::cat(Category),
      cl::Prefix,
      cl::init(0),
      cl::value_desc("N"),
      cl::desc("Files to check at the same time (default: one per CPU)")};
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
  cl::opt<std::string> Checks{
      "checks", cl::sub(Sub), cl::cat(Category), cl::value_desc("GLOBS"),
      cl::desc("Rules that are on: '*,-gfp-large-stack' (default: all)")};
  cl::opt<FailOn> Fail{
      "fail-on",
      cl::sub(Sub),
      cl::cat(Category),
      cl::desc("Exit with 1 for findings of at least this severity:"),
      cl::init(FailOn::Advice),
      cl::values(clEnumValN(FailOn::Error, "error", "errors"),
                 clEnumValN(FailOn::Warning, "warning", "and warnings"),
                 clEnumValN(FailOn::Advice, "advice", "any finding (default)"),
                 clEnumValN(FailOn::Never, "never", "no finding"))};
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
  cl::opt<bool> Fix{"fix", cl::sub(Sub), cl::cat(Category),
                    cl::desc("Apply the fixes of the findings to the files")};
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
  cl::opt<std::string> Rules{
      "rules", cl::sub(Sub), cl::cat(Category), cl::value_desc("DIR"),
      cl::desc("More rule files, laid over the built-in ones")};
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
  cl::opt<std::string> Stats{
      "stats", cl::sub(Sub), cl::cat(Category), cl::value_desc("FILE"),
      cl::desc("Write CPU seconds and peak memory of each file, as JSON")};
  cl::opt<bool> InProcess{
      "in-process", cl::sub(Sub), cl::cat(Category), cl::Hidden,
      cl::desc("Check in this process, for debuggers and profilers")};
  cl::opt<bool> NoLink{
      "no-link", cl::sub(Sub), cl::cat(Category),
      cl::desc("Judge each file by itself; do not follow calls and callbacks "
               "from file to file")};
  cl::opt<std::string> CacheFolder{
      "cache", cl::sub(Sub), cl::cat(Category), cl::value_desc("DIR"),
      cl::desc("Keep results there and use those of files that have not "
               "changed (default: $GFPCHECK_CACHE_DIR, or gfpcheck in the "
               "user's cache folder)")};
  cl::opt<bool> NoCache{"no-cache", cl::sub(Sub), cl::cat(Category),
                        cl::desc("Neither use nor keep results")};
  cl::opt<unsigned> CacheSize{
      "cache-size",
      cl::sub(Sub),
      cl::cat(Category),
      cl::init(20480),
      cl::value_desc("MiB"),
      cl::desc("Remove old results when there is more (default: 20480)")};
  cl::opt<bool> Verbose{"v", cl::sub(Sub), cl::cat(Category),
                        cl::desc("Say more about what is done")};

  std::optional<findings::Severity> failOn() const {
    switch (Fail) {
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

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
    driver::CheckRequest Request;
    if (!KernelVersion.empty()) {
      auto Version = driver::parseKernelVersion(KernelVersion);
      if (!Version) {
        llvm::WithColor::error() << "--kernel-version: '" << KernelVersion
                                 << "' is not of the form 6.12\n";
        return driver::ExitFailed;
      }
      Request.Analysis.KernelVersion = *Version;
    }
    Request.Analysis.Checks = Checks;
    Request.Analysis.RulesDir = Rules;
    Request.Analysis.MinConfidence = MinConfidence;
    Request.Analysis.PreemptRt = PreemptRt;
    Request.Analysis.FrameWarn = FrameWarn;
    Request.Database = Database;
    Request.Files.assign(Files.begin(), Files.end());
    Request.Limits.Parallel =
        Jobs ? unsigned(Jobs)
             : llvm::hardware_concurrency().compute_thread_count();
    Request.Limits.TimeoutSeconds = Timeout;
    Request.Limits.MemoryMiB = MemoryLimit;
    Request.Limits.InProcess = InProcess;
    Request.Format = Format;
    Request.OutputFile = Output;
    Request.StatsFile = Stats;
    Request.FailOn = failOn();
    Request.Fix = Fix;
    Request.Verbose = Verbose;
    Request.Link = !NoLink;
    if (!NoCache)
      Request.CacheFolder =
          CacheFolder.empty() ? driver::defaultCacheFolder() : CacheFolder;
    Request.CacheBytes = uint64_t(CacheSize) << 20;
    return driver::runCheck(Request);
  }
};

} // namespace

std::unique_ptr<Command> makeCheckCommand() {
  return std::make_unique<CheckCommand>();
}

} // namespace gfpcheck::cli
