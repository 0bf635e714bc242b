// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CheckRun.h"
#include "driver/Arguments.h"
#include "driver/AtomicFile.h"
#include "driver/CheckFilter.h"
#include "driver/CompileDatabase.h"
#include "driver/Fixes.h"
#include "driver/ProgramRun.h"
#include "driver/ResultJson.h"
#include "findings/FindingJson.h"
#include "model/RuleSet.h"
#include "report/Report.h"
#include "report/SourcePaths.h"
#include "report/Suppressions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

namespace gfpcheck::driver {

namespace {

using RulesPtr = std::shared_ptr<const model::RuleSet>;

int fail(llvm::Error E) {
  llvm::WithColor::error() << llvm::toString(std::move(E)) << '\n';
  return ExitFailed;
}

llvm::StringRef plural(size_t N) { return N == 1 ? "" : "s"; }

/// A line on the terminal that says how far we are; nothing elsewhere.
class Progress {
public:
  explicit Progress(size_t Total)
      : Total(Total), Shown(llvm::errs().is_displayed() && Total > 1) {}
  ~Progress() { clear(); }

  void show(size_t Done) {
    if (!Shown)
      return;
    llvm::errs() << "\r\033[K"
                 << llvm::format("[%zu/%zu] checked", Done, Total);
    Dirty = true;
  }
  void clear() {
    if (Dirty)
      llvm::errs() << "\r\033[K";
    Dirty = false;
  }

private:
  size_t Total;
  bool Shown, Dirty = false;
};

class Run {
public:
  Run(const CheckRequest &Request, std::string WorkingDirectory, RulesPtr Rules,
      CompileDatabase Database, Selection Selected)
      : Request(Request), WorkingDirectory(std::move(WorkingDirectory)),
        Rules(std::move(Rules)), Database(std::move(Database)),
        Selected(std::move(Selected)), Meter(this->Selected.Files.size()),
        Analysis(Request.Analysis) {
    if (!Request.Link || this->Selected.Files.size() < 2)
      return;
    Analysis.RecordUnit = true;
    Program.emplace(Analysis, this->Rules);
  }

  int execute() {
    makeReporter();
    for (auto &[File, Why] : Selected.Errors)
      Summary.Failed.push_back({File, {Why}});
    if (int Signal = checkAll()) {
      Meter.clear();
      llvm::errs() << "interrupted";
      if (!Request.OutputFile.empty())
        llvm::errs() << "; '" << Request.OutputFile << "' was not written";
      llvm::errs() << '\n';
      return 128 + Signal;
    }
    Meter.clear();
    linkAll();
    finishSummary();
    if (Request.Fix)
      applyFixes();
    Reporter->finish(Summary);
    writeOutput();
    writeStats();
    tell();
    return Summary.ExitCode;
  }

private:
  void makeReporter() {
    bool ToStdout =
        Request.OutputFile.empty() && Request.Format == Format::Text;
    llvm::raw_ostream &OS =
        ToStdout ? static_cast<llvm::raw_ostream &>(llvm::outs()) : Buffered;
    report::RunContext Context;
    Context.WorkingDirectory = WorkingDirectory;
    Context.Rules = Rules->bugs();
    Context.RulesDigest = Rules->digest().str();
    Context.Colors =
        ToStdout && llvm::outs().is_displayed() && llvm::outs().has_colors();
    switch (Request.Format) {
    case Format::Text:
      Reporter = report::makeTextReporter(OS, std::move(Context));
      break;
    case Format::Json:
      Reporter = report::makeJsonReporter(OS, std::move(Context));
      break;
    case Format::Sarif:
      Reporter = report::makeSarifReporter(OS, std::move(Context));
      break;
    }
  }

  int checkAll() {
    adjustCommand({"/", "x.c", "", {"cc"}}); // Builds tables that forks share.
    return runJobs(
        Selected.Files.size(), Request.Limits,
        [&](size_t I) {
          return resultToJSON(
              checkFile(Database.command(Selected.Files[I]), Analysis, Rules));
        },
        [&](size_t I, JobResult Job) { take(Selected.Files[I], Job); },
        [&](size_t Done) { Meter.show(Done); });
  }

  /// One file's result, in the order of the database.
  void take(const SelectedFile &File, const JobResult &Job) {
    std::string Name = File.InsteadOf.empty()
                           ? Database.path(File.Command).str()
                           : File.InsteadOf;
    Stats.push_back(llvm::json::Object{{"file", findings::jsonText(Name)},
                                       {"cpuSeconds", Job.CpuSeconds},
                                       {"peakKiB", int64_t(Job.PeakKiB)}});
    if (Job.How != JobResult::Status::Done) {
      Summary.Failed.push_back({Name, {describeFailure(Job, Request.Limits)}});
      return;
    }
    auto Result = resultFromJSON(Job.Payload);
    if (!Result) {
      Summary.Failed.push_back({Name, {llvm::toString(Result.takeError())}});
      return;
    }
    Dropped.insert(Result->DroppedOptions.begin(),
                   Result->DroppedOptions.end());
    llvm::append_range(Summary.Notices, Result->Notices);
    for (const std::string &Function : Result->Incomplete)
      Incomplete.push_back(report::relativeTo(Name, WorkingDirectory) + ": " +
                           Function);
    if (!Result->Errors.empty()) {
      Summary.Failed.push_back({Name, Result->Errors});
      return;
    }
    ++Summary.FilesChecked;
    if (Program)
      if (llvm::Error E = Program->add(Result->Unit))
        Summary.Failed.push_back({Name, {llvm::toString(std::move(E))}});
    for (const findings::Finding &F : Result->Findings)
      take(F, Result->Excerpt);
  }

  /// Findings in headers come with every file that includes them.
  bool isNew(const findings::Finding &F) {
    return Told
        .insert(llvm::formatv("{0}:{1}:{2}:{3}:{4}", F.Where.File, F.Where.Line,
                              F.Where.Column, F.RuleId, F.Message)
                    .str())
        .second;
  }

  void take(const findings::Finding &F,
            const findings::SourceExcerpt &Excerpt) {
    if (!isNew(F))
      return;
    std::optional<std::string> Reason = report::suppressionOf(F, Excerpt);
    if (Reason) {
      ++Summary.Suppressed;
    } else {
      ++Summary.Findings;
      ++Counts[unsigned(F.Severity)];
      if (Request.Fix)
        Fixes.add(F, Excerpt);
    }
    Meter.clear();
    Reporter->add({F, Excerpt, std::move(Reason)});
  }

  /// What the files show together, after what each shows alone.
  void linkAll() {
    if (!Program)
      return;
    std::vector<findings::Finding> Findings = Program->link();
    findings::SourceExcerpt Excerpt = excerptFromDisk(Findings);
    for (const findings::Finding &F : Findings)
      take(F, Excerpt);
  }

  void finishSummary() {
    llvm::append_range(Summary.Notices, Selected.Notices);
    if (Request.Verbose)
      llvm::append_range(Summary.Notices, Selected.Details);
    tellIncomplete();
    if (!Dropped.empty())
      Summary.Notices.push_back("dropped options that clang does not know: " +
                                llvm::join(Dropped, ", "));
    bool Fails = false;
    for (unsigned S = 0; S != std::size(Counts); ++S)
      Fails |= Request.FailOn && S >= unsigned(*Request.FailOn) && Counts[S];
    Summary.ExitCode = !Summary.Failed.empty() ? ExitFailed
                       : Fails                 ? ExitFindings
                                               : ExitClean;
  }

  /// No finding in such a function proves nothing.
  void tellIncomplete() {
    if (Request.Verbose)
      for (const std::string &Function : Incomplete)
        Summary.Notices.push_back("not analysed: " + Function);
    else if (!Incomplete.empty())
      Summary.Notices.push_back(llvm::utostr(Incomplete.size()) + " function" +
                                plural(Incomplete.size()).str() +
                                " could not be analysed to the end (-v names "
                                "them)");
  }

  void applyFixes() {
    llvm::outs().flush(); // Findings come before what became of them.
    FixApplier::Outcome Outcome = Fixes.apply();
    std::string Text =
        llvm::formatv("applied {0} fix{1} in {2} file{3}", Outcome.Applied,
                      Outcome.Applied == 1 ? "" : "es", Outcome.Files,
                      plural(Outcome.Files))
            .str();
    if (Outcome.Conflicting)
      Text += llvm::formatv("; {0} overlap{1} with others: run again",
                            Outcome.Conflicting,
                            Outcome.Conflicting == 1 ? "s" : "")
                  .str();
    Summary.Notices.push_back(std::move(Text));
    for (std::string &Why : Outcome.Errors)
      error(Why);
  }

  void error(const llvm::Twine &Text) {
    llvm::WithColor::error() << Text << '\n';
    Summary.ExitCode = ExitFailed;
  }

  void writeOutput() {
    if (!Request.OutputFile.empty()) {
      if (llvm::Error E = writeAtomically(Request.OutputFile, Buffered.str()))
        error(llvm::toString(std::move(E)));
      return;
    }
    llvm::outs() << Buffered.str();
    llvm::outs().flush();
    if (llvm::outs().has_error()) {
      error("cannot write the findings: " + llvm::outs().error().message());
      llvm::outs().clear_error();
    }
  }

  void writeStats() {
    if (Request.StatsFile.empty())
      return;
    std::string Text =
        llvm::formatv("{0:2}\n", llvm::json::Value(std::move(Stats))).str();
    if (llvm::Error E = writeAtomically(Request.StatsFile, Text))
      error(llvm::toString(std::move(E)));
  }

  /// What is not a finding goes to standard error, failures last.
  void tell() {
    for (const std::string &Notice : Summary.Notices)
      llvm::WithColor::note() << Notice << '\n';
    for (const report::FailedFile &Failed : Summary.Failed) {
      llvm::WithColor::error()
          << "not checked: "
          << report::relativeTo(Failed.File, WorkingDirectory) << ": "
          << Failed.Reasons.front() << '\n';
      for (const std::string &More : llvm::drop_begin(Failed.Reasons))
        llvm::errs() << "    " << More << '\n';
    }
    llvm::errs() << Summary.Findings << " finding" << plural(Summary.Findings);
    const char *Separator = " (";
    for (unsigned S = std::size(Counts); S-- != 0;)
      if (Counts[S]) {
        llvm::errs() << Separator << Counts[S] << ' '
                     << findings::severityName(findings::Severity(S));
        if (findings::Severity(S) != findings::Severity::Advice)
          llvm::errs() << plural(Counts[S]);
        Separator = ", ";
      }
    if (Summary.Findings)
      llvm::errs() << ')';
    if (Summary.Suppressed)
      llvm::errs() << ", " << Summary.Suppressed << " suppressed";
    llvm::errs() << " in " << Summary.FilesChecked << " file"
                 << plural(Summary.FilesChecked);
    if (!Summary.Failed.empty())
      llvm::errs() << "; " << Summary.Failed.size() << " not checked";
    llvm::errs() << '\n';
  }

  const CheckRequest &Request;
  const std::string WorkingDirectory;
  RulesPtr Rules;
  CompileDatabase Database;
  Selection Selected;
  Progress Meter;
  Options Analysis;
  std::optional<ProgramRun> Program;
  std::string Text;
  llvm::raw_string_ostream Buffered{Text};
  /// Goes before the stream it writes to: an abandoned report still closes its
  /// brackets.
  std::unique_ptr<report::Reporter> Reporter;
  report::RunSummary Summary;
  size_t Counts[3] = {};
  std::set<std::string> Dropped;
  std::vector<std::string> Incomplete;
  llvm::StringSet<> Told;
  FixApplier Fixes;
  llvm::json::Array Stats;
};

} // namespace

int runCheck(const CheckRequest &Request) {
  auto Rules = loadRules(Request.Analysis);
  if (!Rules)
    return fail(Rules.takeError());
  auto Filter = CheckFilter::parse(Request.Analysis.Checks);
  if (!Filter)
    return fail(Filter.takeError());
  if (llvm::Error E = Filter->validate(**Rules))
    return fail(std::move(E));
  auto Database = CompileDatabase::load(Request.Database);
  if (!Database)
    return fail(Database.takeError());
  llvm::SmallString<256> WorkingDirectory;
  llvm::sys::fs::current_path(WorkingDirectory);
  Selection Selected = Database->select(Request.Files, WorkingDirectory);
  return Run(Request, WorkingDirectory.str().str(), std::move(*Rules),
             std::move(*Database), std::move(Selected))
      .execute();
}

std::optional<unsigned> parseKernelVersion(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef> Parts;
  Text.split(Parts, '.');
  if (Parts.size() < 2 || Parts.size() > 3)
    return std::nullopt;
  unsigned Numbers[3] = {};
  for (size_t I = 0; I != Parts.size(); ++I)
    if (Parts[I].getAsInteger(10, Numbers[I]) || Numbers[I] > 255)
      return std::nullopt;
  return (Numbers[0] << 16) + (Numbers[1] << 8) + Numbers[2];
}

} // namespace gfpcheck::driver
