// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results of files in, one report and an exit status out. Where the results
// come from does not matter: workers, a cache, or files that another machine
// made.
#ifndef GFPCHECK_DRIVER_RESULTREPORT_H
#define GFPCHECK_DRIVER_RESULTREPORT_H

#include "driver/Fixes.h"
#include "driver/Options.h"
#include "driver/ProgramRun.h"
#include "driver/ReportOutput.h"
#include "driver/TranslationUnit.h"
#include "model/Api.h"
#include "llvm/ADT/StringSet.h"
#include <optional>
#include <set>

namespace gfpcheck::driver {

/// What linking adds to what the files show alone.
struct LinkOutcome {
  std::vector<findings::Finding> Findings; ///< Sorted, with fingerprints.
  /// Functions of which somebody says that they sleep (Finding::Hearsay), while
  /// the program has their bodies.
  std::set<std::string> KnownBetter;
};

class ResultReport {
public:
  /// Link says whether the files are to be seen as one program as well.
  /// Analysis must outlive the report.
  ResultReport(const ReportRequest &Request, const Options &Analysis,
               std::shared_ptr<const model::RuleSet> Rules,
               std::string WorkingDirectory, bool Link);
  ~ResultReport();

  /// One file's result. Report order is the order of calls. Number says which
  /// file of the run it is.
  void take(llvm::StringRef File, const TuResult &Result, uint32_t Number = 0);
  /// The same, unless what other files must know of it cannot be read: then
  /// that is returned and nothing is taken.
  llvm::Error tryTake(llvm::StringRef File, const TuResult &Result,
                      uint32_t Number = 0);
  /// The same for a file whose unit is in the program already; see resume.
  void takeKept(llvm::StringRef File, const TuResult &Result);
  void fail(llvm::StringRef File, std::vector<std::string> Why);
  void notice(std::string Text);

  /// The files have been linked before; units will not be looked at. Call
  /// before the first take.
  void useLinked(LinkOutcome Outcome);
  /// Goes on from a former link; see ProgramRun. Call before the first take,
  /// and keep or startAnew next. False, and nothing has happened, if the image
  /// is no good.
  bool resume(link::ImageBytes Image);
  void keep(llvm::ArrayRef<bool> Keep);
  /// After resume: does not go on from there after all.
  void startAnew();
  /// The program that was linked, once finished; null if none was.
  const ProgramRun *program() const { return Program ? &*Program : nullptr; }
  /// The outcome of linking, once finished.
  const LinkOutcome &linked() const { return Linked; }

  /// The program index (link/Index.h), once finished, where the request is for
  /// it.
  std::string takeIndex() { return std::move(Index); }

  /// What the program shows of its functions, once finished; see ProgramRun.
  std::vector<model::Api> infer(const link::InferOptions &Opts) {
    return Program ? Program->infer(Opts) : std::vector<model::Api>();
  }

  /// Links, applies fixes, writes everything. Returns an ExitStatus.
  int finish();
  /// Something else went wrong: the status will be ExitFailed.
  void error(const llvm::Twine &Text);

  /// Called before anything is printed.
  std::function<void()> BeforeOutput;

private:
  bool wantsIndex() const {
    return Request.MakeIndex || !Request.IndexFile.empty();
  }
  bool isNew(const findings::Finding &F);
  void take(const findings::Finding &F, const findings::SourceExcerpt &Excerpt);
  void link();
  void takeLinked();
  void finishSummary();
  void tellIncomplete();
  void applyFixes();
  void writeIndex();
  void tell();

  const ReportRequest &Request;
  const Options &Analysis;
  std::shared_ptr<const model::RuleSet> Rules;
  const std::string WorkingDirectory;
  std::optional<ProgramRun> Program;
  bool WasLinked = false, Resumed = false;
  LinkOutcome Linked;
  ReportOutput Output;
  report::RunSummary Summary;
  SeverityCounts Counts = {};
  std::set<std::string> Dropped;
  std::vector<std::string> Incomplete;
  llvm::StringSet<> Told;
  std::string Index;
  FixApplier Fixes;
  /// Findings that the whole program may know better, until it is linked.
  std::vector<std::pair<findings::Finding,
                        std::shared_ptr<const findings::SourceExcerpt>>>
      Deferred;
};

} // namespace gfpcheck::driver

#endif
