// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/DiffReport.h"
#include "model/RuleSet.h"
#include "report/Difference.h"
#include "report/SourcePaths.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::driver {

namespace {

using report::Change;

class DiffTeller {
public:
  DiffTeller(const ReportRequest &Request, const model::RuleSet &Rules,
             const DiffSides &Sides, std::string WorkingDirectory)
      : Request(Request), Rules(Rules), Sides(Sides),
        WorkingDirectory(std::move(WorkingDirectory)) {}

  int tell() {
    auto What = report::compare(Sides.Old, Sides.New);
    if (!What) {
      error(llvm::toString(What.takeError()));
      return ExitFailed;
    }
    ReportOutput Output(Request, Rules, WorkingDirectory);
    // What is to be looked at comes first, what needs a line each last.
    for (bool Introduced : {true, false})
      for (const report::ChangedFinding &F : What->Findings)
        if ((F.What == Change::Introduced) == Introduced)
          tell(F, Output.reporter());
    finishSummary(*What);
    Output.reporter().finish(Summary);
    if (llvm::Error E = Output.write())
      error(llvm::toString(std::move(E)));
    tellOthers();
    return Summary.ExitCode;
  }

private:
  void tell(const report::ChangedFinding &F, report::Reporter &To) {
    const findings::Finding &Finding = F.Finding->Finding;
    if (F.What == Change::Introduced) {
      ++Summary.Findings;
      ++Counts[unsigned(Finding.Severity)];
      Fails |= Request.FailOn && Finding.Severity >= *Request.FailOn;
    } else if (Sides.OnlyIntroduced) {
      return;
    }
    const report::Recording &State =
        F.What == Change::Fixed ? Sides.Old : Sides.New;
    To.add({Finding, State.Excerpt, F.Finding->Suppressed, F.What});
  }

  void finishSummary(const report::Difference &What) {
    Summary.FilesChecked = Sides.New.FilesChecked;
    Summary.Failed = Sides.New.Failed;
    addNotices();
    Counted = counts(What);
    if (!Sides.OnlyIntroduced)
      Summary.Conclusion = Counted;
    Summary.ExitCode = Sides.Incomplete || !Summary.Failed.empty() ? ExitFailed
                       : Fails ? ExitFindings
                               : ExitClean;
  }

  std::string shown(llvm::StringRef File) const {
    return report::relativeTo(File, WorkingDirectory);
  }

  void addNotices() {
    Summary.Notices = Sides.New.Notices;
    if (Request.Verbose)
      for (const std::string &Notice : Sides.Old.Notices)
        Summary.Notices.push_back(Sides.OldName + ": " + Notice);
    for (const report::FailedFile &F : Sides.Old.Failed)
      if (llvm::none_of(Sides.New.Failed, [&](const report::FailedFile &Now) {
            return below(Now.File, Sides.New) == below(F.File, Sides.Old);
          }))
        Summary.Notices.push_back(
            "all findings of " + shown(F.File) + " are told: " + Sides.OldName +
            " has none, because it was not checked: " + F.Reasons.front());
    for (auto [Member, What] :
         {std::pair(&report::Recording::Tool, "another program"),
          std::pair(&report::Recording::Version,
                    "another version of the program"),
          std::pair(&report::Recording::RulesDigest, "other rules")}) {
      const std::string &Old = Sides.Old.*Member, &New = Sides.New.*Member;
      if (Old.empty() || New.empty() || Old == New)
        continue;
      Summary.Notices.push_back(Sides.OldName + " was made with " + What +
                                " (" + Old + ", and " + New + " for " +
                                Sides.NewName +
                                "): findings may come and go for that reason");
      break;
    }
  }

  static std::string below(llvm::StringRef File, const report::Recording &R) {
    return report::relativeTo(File, R.Root);
  }

  /// "1 introduced (1 error), 2 fixed, 30 unchanged".
  std::string counts(const report::Difference &What) const {
    std::string Text = std::to_string(Summary.Findings) + " introduced" +
                       describe(Counts) + ", " + std::to_string(What.Fixed) +
                       " fixed";
    if (What.Silenced)
      Text += ", " + std::to_string(What.Silenced) + " now suppressed";
    if (What.Unknown)
      Text += ", " + std::to_string(What.Unknown) + " unknown";
    return Text + ", " + std::to_string(What.Unchanged) + " unchanged" +
           Sides.Conclusion;
  }

  void error(const llvm::Twine &Text) {
    llvm::WithColor::error() << Text << '\n';
    Summary.ExitCode = ExitFailed;
  }

  void tellOthers() const {
    for (const std::string &Notice : Summary.Notices)
      llvm::WithColor::note() << Notice << '\n';
    for (const report::FailedFile &F : Summary.Failed) {
      llvm::WithColor::error() << "not checked: " << shown(F.File) << ": "
                               << F.Reasons.front() << '\n';
      for (const std::string &More : llvm::drop_begin(F.Reasons))
        llvm::errs() << "    " << More << '\n';
    }
    bool IsToldAlready = Request.Format == Format::Text &&
                         Request.OutputFile.empty() && !Sides.OnlyIntroduced;
    if (!IsToldAlready)
      llvm::errs() << Counted << '\n';
  }

  const ReportRequest &Request;
  const model::RuleSet &Rules;
  const DiffSides &Sides;
  const std::string WorkingDirectory;
  report::RunSummary Summary;
  SeverityCounts Counts = {};
  bool Fails = false;
  std::string Counted;
};

} // namespace

int tellDifference(const ReportRequest &Request, const model::RuleSet &Rules,
                   const DiffSides &Sides) {
  return DiffTeller(Request, Rules, Sides, workingDirectory()).tell();
}

} // namespace gfpcheck::driver
