// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ResultReport.h"
#include "driver/AtomicFile.h"
#include "findings/FindingJson.h"
#include "link/Image.h"
#include "model/RuleSet.h"
#include "report/SourcePaths.h"
#include "report/Suppressions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::driver {

static llvm::StringRef plural(size_t N) { return N == 1 ? "" : "s"; }

ResultReport::ResultReport(const ReportRequest &Request,
                           const Options &Analysis,
                           std::shared_ptr<const model::RuleSet> Rules,
                           std::string WorkingDirectory, bool Link)
    : Request(Request), Analysis(Analysis), Rules(std::move(Rules)),
      WorkingDirectory(std::move(WorkingDirectory)),
      Output(Request, *this->Rules, this->WorkingDirectory) {
  if (Link || wantsIndex())
    Program.emplace(Analysis, this->Rules, wantsIndex());
}

ResultReport::~ResultReport() = default;

void ResultReport::fail(llvm::StringRef File, std::vector<std::string> Why) {
  Summary.Failed.push_back({File.str(), std::move(Why)});
}

void ResultReport::notice(std::string Text) {
  Summary.Notices.push_back(std::move(Text));
}

void ResultReport::take(llvm::StringRef File, const TuResult &Result,
                        uint32_t Number) {
  if (llvm::Error E = tryTake(File, Result, Number))
    fail(File, {llvm::toString(std::move(E))});
}

llvm::Error ResultReport::tryTake(llvm::StringRef File, const TuResult &Result,
                                  uint32_t Number) {
  if (Program && Result.Errors.empty())
    if (llvm::Error E = Program->add(Result.Unit, Number))
      return E;
  takeKept(File, Result);
  return llvm::Error::success();
}

bool ResultReport::resume(link::ImageBytes Image) {
  llvm::Error E = Program->resume(std::move(Image));
  if (!E)
    return true;
  llvm::consumeError(std::move(E));
  startAnew();
  return false;
}

void ResultReport::keep(llvm::ArrayRef<bool> Keep) {
  Program->keep(Keep);
  Resumed = true;
}

void ResultReport::startAnew() {
  Program.emplace(Analysis, Rules, wantsIndex());
}

void ResultReport::takeKept(llvm::StringRef File, const TuResult &Result) {
  Dropped.insert(Result.DroppedOptions.begin(), Result.DroppedOptions.end());
  llvm::append_range(Summary.Notices, Result.Notices);
  for (const std::string &Function : Result.Incomplete)
    Incomplete.push_back(report::relativeTo(File, WorkingDirectory) + ": " +
                         Function);
  if (!Result.Errors.empty())
    return fail(File, Result.Errors);
  ++Summary.FilesChecked;
  std::shared_ptr<const findings::SourceExcerpt> Shared;
  for (const findings::Finding &F : Result.Findings) {
    if (!(Program || WasLinked) || F.Hearsay.empty()) {
      take(F, Result.Excerpt);
      continue;
    }
    if (!Shared)
      Shared = std::make_shared<findings::SourceExcerpt>(Result.Excerpt);
    Deferred.push_back({F, Shared});
  }
}

/// Findings in headers come with every file that includes them.
bool ResultReport::isNew(const findings::Finding &F) {
  return Told
      .insert(llvm::formatv("{0}:{1}:{2}:{3}:{4}", F.Where.File, F.Where.Line,
                            F.Where.Column, F.RuleId, F.Message)
                  .str())
      .second;
}

void ResultReport::take(const findings::Finding &F,
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
  if (BeforeOutput)
    BeforeOutput();
  Output.reporter().add({F, Excerpt, std::move(Reason)});
}

void ResultReport::useLinked(LinkOutcome Outcome) {
  Program.reset();
  WasLinked = true;
  Linked = std::move(Outcome);
}

void ResultReport::link() {
  if (!Program)
    return;
  Linked.Findings = Program->link(wantsIndex() ? &Index : nullptr);
  if (Resumed && Request.Verbose)
    notice(llvm::formatv("{0} of {1} files were linked again",
                         Program->judged(), Summary.FilesChecked));
  for (const auto &[F, Excerpt] : Deferred)
    if (Program->knowsBetter(F.Hearsay))
      Linked.KnownBetter.insert(F.Hearsay);
}

/// What the files show together, after what each shows alone.
void ResultReport::takeLinked() {
  for (const auto &[F, Excerpt] : Deferred)
    if (!Linked.KnownBetter.count(F.Hearsay))
      take(F, *Excerpt);
  findings::SourceExcerpt Excerpt =
      excerptFromDisk(Linked.Findings, Request.Overlay);
  for (const findings::Finding &F : Linked.Findings)
    take(F, Excerpt);
}

int ResultReport::finish() {
  link();
  takeLinked();
  finishSummary();
  if (Request.Fix)
    applyFixes();
  Output.reporter().finish(Summary);
  if (llvm::Error E = Output.write())
    error(llvm::toString(std::move(E)));
  writeIndex();
  tell();
  return Summary.ExitCode;
}

void ResultReport::finishSummary() {
  tellIncomplete();
  if (!Dropped.empty())
    Summary.Notices.push_back("dropped options that clang does not know: " +
                              llvm::join(Dropped, ", "));
  bool Fails = false;
  for (unsigned S = 0; S != Counts.size(); ++S)
    Fails |= Request.FailOn && S >= unsigned(*Request.FailOn) && Counts[S];
  Summary.ExitCode = !Summary.Failed.empty() ? ExitFailed
                     : Fails                 ? ExitFindings
                                             : ExitClean;
}

/// No finding in such a function proves nothing.
void ResultReport::tellIncomplete() {
  if (Request.Verbose)
    for (const std::string &Function : Incomplete)
      Summary.Notices.push_back("not analysed: " + Function);
  else if (!Incomplete.empty())
    Summary.Notices.push_back(llvm::utostr(Incomplete.size()) + " function" +
                              plural(Incomplete.size()).str() +
                              " could not be analysed to the end (-v names "
                              "them)");
}

void ResultReport::applyFixes() {
  llvm::outs().flush(); // Findings come before what became of them.
  FixApplier::Outcome Outcome = Fixes.apply();
  std::string Text =
      llvm::formatv("applied {0} fix{1} in {2} file{3}", Outcome.Applied,
                    Outcome.Applied == 1 ? "" : "es", Outcome.Files,
                    plural(Outcome.Files))
          .str();
  if (Outcome.Conflicting)
    Text +=
        llvm::formatv("; {0} overlap{1} with others: run again",
                      Outcome.Conflicting, Outcome.Conflicting == 1 ? "s" : "")
            .str();
  Summary.Notices.push_back(std::move(Text));
  for (std::string &Why : Outcome.Errors)
    error(Why);
}

void ResultReport::error(const llvm::Twine &Text) {
  llvm::WithColor::error() << Text << '\n';
  Summary.ExitCode = ExitFailed;
}

void ResultReport::writeIndex() {
  if (!Request.IndexFile.empty())
    if (llvm::Error E = writeAtomically(Request.IndexFile, Index))
      error(llvm::toString(std::move(E)));
}

/// What is not a finding goes to standard error, failures last.
void ResultReport::tell() {
  if (Request.Receiver)
    return;
  for (const std::string &Notice : Summary.Notices)
    llvm::WithColor::note() << Notice << '\n';
  for (const report::FailedFile &Failed : Summary.Failed) {
    llvm::WithColor::error()
        << "not checked: " << report::relativeTo(Failed.File, WorkingDirectory)
        << ": " << Failed.Reasons.front() << '\n';
    for (const std::string &More : llvm::drop_begin(Failed.Reasons))
      llvm::errs() << "    " << More << '\n';
  }
  if (Request.Quiet)
    return;
  llvm::errs() << Summary.Findings << " finding" << plural(Summary.Findings)
               << describe(Counts);
  if (Summary.Suppressed)
    llvm::errs() << ", " << Summary.Suppressed << " suppressed";
  llvm::errs() << " in " << Summary.FilesChecked << " file"
               << plural(Summary.FilesChecked);
  if (!Summary.Failed.empty())
    llvm::errs() << "; " << Summary.Failed.size() << " not checked";
  llvm::errs() << '\n';
}

} // namespace gfpcheck::driver
