// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/SinceRun.h"
#include "driver/DiffReport.h"
#include "driver/PastFiles.h"
#include "model/RuleSet.h"
#include "llvm/Support/FileSystem.h"

namespace gfpcheck::driver {

namespace {

/// The second state uses results of the first, so there has to be a place for
/// them, if only for as long as that takes.
class CacheFolder {
public:
  explicit CacheFolder(llvm::StringRef Wanted) : Name(Wanted) {
    if (Name.empty() &&
        !llvm::sys::fs::createUniqueDirectory("gfpcheck-since", Name))
      Remove = true;
  }
  ~CacheFolder() {
    if (Remove)
      llvm::sys::fs::remove_directories(Name);
  }
  CacheFolder(const CacheFolder &) = delete;
  CacheFolder &operator=(const CacheFolder &) = delete;

  std::string name() const { return Name.str().str(); }

private:
  llvm::SmallString<128> Name;
  bool Remove = false;
};

class SinceRun {
public:
  SinceRun(const CheckRequest &Request, llvm::StringRef Revision)
      : Request(Request), Revision(Revision), Cache(Request.CacheFolder) {}

  int run() {
    int Status = checkPresent();
    if (!New.finished() || Status > ExitFailed)
      return Status;
    report::Recording &Now = New.recording();
    if (Past->unchanged())
      return tell(Now, Now, Status);
    if (int PastStatus = checkPast();
        !Old.finished() || PastStatus > ExitFailed)
      return PastStatus;
    return tell(Old.recording(), Now, Status);
  }

private:
  CheckRequest common() const {
    CheckRequest Out = Request;
    Out.CacheFolder = Cache.name();
    Out.LinkOne = true;
    return Out;
  }

  int checkPresent() {
    CheckRequest Present = common();
    Present.Receiver = &New;
    Present.Adjust = [&](const CompileDatabase &Database,
                         Selection &Selected) -> llvm::Error {
      auto Found = PastFiles::at(Revision, Database, Selected);
      if (!Found)
        return Found.takeError();
      Past.emplace(std::move(*Found));
      Past->selectPresent(Database, Selected);
      return llvm::Error::success();
    };
    return runCheck(Present);
  }

  int checkPast() {
    CheckRequest Before = common();
    Before.Receiver = &Old;
    Before.Overlay = &Past->overlay();
    Before.StatsFile.clear();
    Before.IndexFile.clear();
    Before.Adjust = [&](const CompileDatabase &Database, Selection &Selected) {
      Selected.Errors.clear(); // They have been told.
      Past->selectPast(Database, Selected);
      return llvm::Error::success();
    };
    return runCheck(Before);
  }

  int tell(const report::Recording &Before, const report::Recording &Now,
           int Status) const {
    auto Rules = loadRules(Request.Analysis);
    if (!Rules)
      return fail(Rules.takeError());
    DiffSides Sides{Before, Now, "'" + Revision + "'", "the working tree"};
    Sides.OnlyIntroduced = true;
    Sides.Incomplete = Status == ExitFailed;
    Sides.Conclusion = " since '" + Revision + "' in " +
                       std::to_string(Now.FilesChecked) +
                       (Now.FilesChecked == 1 ? " file" : " files");
    return tellDifference(Request, **Rules, Sides);
  }

  const CheckRequest &Request;
  const std::string Revision;
  const CacheFolder Cache;
  std::optional<PastFiles> Past;
  report::Recorder New, Old;
};

} // namespace

int runSince(const CheckRequest &Request, llvm::StringRef Revision) {
  return SinceRun(Request, Revision).run();
}

} // namespace gfpcheck::driver
