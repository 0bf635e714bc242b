// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CheckRun.h"
#include "driver/Arguments.h"
#include "driver/AtomicFile.h"
#include "driver/CheckFilter.h"
#include "driver/CompileDatabase.h"
#include "driver/ResultCache.h"
#include "driver/ResultJson.h"
#include "driver/RunImage.h"
#include "driver/RunReport.h"
#include "findings/FindingJson.h"
#include "model/RuleSet.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include <future>

namespace gfpcheck::driver {

namespace {

using RulesPtr = std::shared_ptr<const model::RuleSet>;

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

/// Options for the analysis of each file.
Options analysisOf(const CheckRequest &Request, bool Link) {
  Options Analysis = Request.Analysis;
  Analysis.RecordUnit = Link;
  return Analysis;
}

class Run {
public:
  Run(const CheckRequest &Request, const std::string &WorkingDirectory,
      RulesPtr Rules, CompileDatabase Database, Selection Selected,
      std::optional<Store> Folder)
      : Request(Request), Rules(Rules), Database(std::move(Database)),
        Selected(std::move(Selected)),
        Link(Request.Quiet || !Request.IndexFile.empty() ||
             (Request.Link &&
              (Request.LinkOne || this->Selected.Files.size() > 1))),
        Analysis(analysisOf(Request, Link)), Meter(this->Selected.Files.size()),
        Report(Request, Analysis, Rules, WorkingDirectory, Link) {
    Report.BeforeOutput = [this] { Meter.clear(); };
    if (Folder)
      openCache(std::move(*Folder));
  }

  int execute() {
    for (auto &[File, Why] : Selected.Errors)
      Report.fail(File, {Why});
    if (int Signal = checkAll()) {
      Meter.clear();
      llvm::errs() << "interrupted";
      if (!Request.OutputFile.empty())
        llvm::errs() << "; '" << Request.OutputFile << "' was not written";
      llvm::errs() << '\n';
      return Status = 128 + Signal;
    }
    Meter.clear();
    for (std::string &Notice : Selected.Notices)
      Report.notice(std::move(Notice));
    if (Request.Verbose)
      for (std::string &Detail : Selected.Details)
        Report.notice(std::move(Detail));
    if (Cache && Request.Verbose)
      Report.notice(llvm::formatv("{0} of {1} files are unchanged since an "
                                  "earlier run",
                                  Selected.Files.size() - Misses.size(),
                                  Selected.Files.size()));
    writeStats();
    // Fixes change files, and what is noted is what was checked.
    auto Noted =
        std::async(Request.Fix ? std::launch::deferred : std::launch::async,
                   [this] { noteResults(); });
    Status = Report.finish();
    Noted.get();
    keep();
    return Status;
  }

  /// What execute returned.
  int status() const { return Status; }
  std::string takeIndex() { return Report.takeIndex(); }
  std::vector<model::Api> infer(const link::InferOptions &Opts) {
    return Report.infer(Opts);
  }

private:
  void openCache(Store Folder) {
    Cache.emplace(std::move(Folder), Analysis, *Rules);
    if (Request.Overlay)
      Cache->layOver(*Request.Overlay);
  }

  /// Which files have to be checked, and where the results of others are.
  void findKnown() {
    for (size_t I = 0; I != Selected.Files.size(); ++I) {
      std::string Key, Entry;
      if (Cache) {
        Key = Cache->key(Database.command(Selected.Files[I]));
        if (!Key.empty())
          Entry = Cache->entry(Key);
      }
      if (Entry.empty())
        Misses.push_back(I);
      Keys.push_back(std::move(Key));
      Known.push_back(std::move(Entry));
    }
  }

  /// A report of all files can be used again if it is the same program with the
  /// same results, and nothing but the report is asked for.
  bool reportCounts() const {
    return Cache && Link && !Request.Quiet && !Request.Overlay &&
           Request.IndexFile.empty();
  }

  /// Nothing has changed: what was told then is told again.
  bool tellAgain() {
    if (!Misses.empty() || !reportCounts())
      return false;
    auto Bytes = Cache->report(Known);
    if (!Bytes)
      return false;
    auto Old = unpackReport(*Bytes);
    if (!Old || Old->Results.size() != Selected.Files.size()) {
      llvm::consumeError(Old.takeError());
      return false;
    }
    std::vector<TuResult> Results;
    for (const std::string &Text : Old->Results) {
      auto Result = resultFromJSON(Text);
      if (!Result || !Result->Errors.empty()) { // No run keeps a failure.
        llvm::consumeError(Result.takeError());
        return false;
      }
      Results.push_back(std::move(*Result));
    }
    Report.useLinked(std::move(Old->Linked));
    for (size_t I = 0; I != Results.size(); ++I) {
      note(name(I), 0, 0);
      Report.take(name(I), Results[I]);
    }
    Reused = true;
    return true;
  }

  /// Runs over the same files of one build share an image, whatever the flags.
  std::string imageName() const {
    std::vector<std::string> Parts;
    for (const SelectedFile &File : Selected.Files)
      Parts.push_back(
          (Database.directory(File.Command) + "\n" + name(File)).str());
    return Cache->runName(Parts);
  }

  /// Little has changed: the program of an earlier run is the beginning of this
  /// one's.
  void resume() {
    if (!reportCounts() || Misses.size() > Known.size() / 2)
      return;
    const std::string Name = imageName();
    Image = getImage(Cache->store(), Name);
    if (!Image || Image->Files.size() != Known.size())
      return;
    auto Same = [&](size_t I) {
      return !Known[I].empty() && Known[I] == Image->Files[I].Entry;
    };
    for (size_t I = 0; I != Known.size(); ++I)
      Kept.push_back(Same(I));
    auto Program = getProgram(Cache->store(), Name, *Image);
    if (size_t(llvm::count(Kept, true)) < Known.size() / 2 || !Program ||
        !Report.resume(std::move(*Program), Kept))
      Kept.clear();
  }

  /// True if file I is in that program and has been told.
  bool takeKept(size_t I) {
    if (I >= Kept.size() || !Kept[I])
      return false;
    auto Result = resultFromJSON(Image->Files[I].Result);
    // It was told before, so it can be read, and no run keeps a failure.
    Report.takeKept(name(I), Result ? *Result : TuResult());
    if (!Result)
      Report.fail(name(I), {llvm::toString(Result.takeError())});
    note(name(I), 0, 0);
    Told.push_back(std::move(Image->Files[I].Result));
    return true;
  }

  /// Images are made of programs that were linked from nothing, and of those
  /// that have changed much since.
  bool wantsImage() const {
    return size_t(llvm::count(Kept, false)) > Kept.size() / 16 || Kept.empty();
  }

  void keepImage() {
    std::vector<RunImage::File> Files;
    for (size_t I = 0; I != Known.size(); ++I)
      Files.push_back({Known[I], Told[I]});
    putImage(Cache->store(), imageName(), std::move(Files),
             Report.program()->image());
  }

  /// For the next run: which results there are.
  void noteResults() {
    if (!Cache)
      return;
    for (size_t I : Misses)
      Known[I] = Cache->newEntry(Keys[I]);
    Cache->save();
  }

  /// For the next run: what they show together.
  void keep() {
    if (!Cache)
      return;
    bool Complete = Told.size() == Selected.Files.size() &&
                    llvm::none_of(Known, [](const std::string &Entry) {
                      return Entry.empty();
                    });
    if (Complete && !Reused && reportCounts()) {
      if (wantsImage())
        keepImage();
      Cache->putReport(Known, packReport({std::move(Told), Report.linked()}));
    }
    Cache->store().prune(Request.CacheBytes);
  }

  int checkAll() {
    adjustCommand({"/", "x.c", "", {"cc"}}); // Builds tables that forks share.
    findKnown();
    if (tellAgain())
      return 0;
    size_t Next = 0;
    int Signal = runJobs(
        Misses.size(), Request.Limits,
        [&](size_t Job) { return check(Misses[Job]); },
        [&](size_t Job, JobResult Result) {
          for (; Next != Misses[Job]; ++Next)
            takeKnown(Next);
          take(Next++, Result);
        },
        [&](size_t Done) {
          Meter.show(Selected.Files.size() - Misses.size() + Done);
        },
        [&] { resume(); });
    for (; !Signal && Next != Selected.Files.size(); ++Next)
      Signal = takeKnown(Next);
    return Signal;
  }

  /// In a worker.
  std::string check(size_t I) {
    TuResult Result =
        checkFile(Database.command(Selected.Files[I]), Analysis, Rules,
                  Request.Overlay ? *Request.Overlay : FileOverlay());
    std::string Payload = packResult(Result);
    if (Cache && !Keys[I].empty() && Result.Errors.empty())
      Cache->put(Keys[I], std::move(Result.Files), Payload);
    return Payload;
  }

  std::string name(size_t I) const { return name(Selected.Files[I]); }
  std::string name(const SelectedFile &File) const {
    return File.InsteadOf.empty() ? Database.path(File.Command).str()
                                  : File.InsteadOf;
  }

  /// Returns the signal that ended it early, or 0.
  int takeKnown(size_t I) {
    if (takeKept(I))
      return 0;
    auto Payload = Cache->get(Known[I]);
    auto Result = unpackResult(Payload ? *Payload : "");
    if (Result && Result->Errors.empty()) { // No run keeps a failure.
      llvm::Error E = Report.tryTake(name(I), *Result, uint32_t(I));
      if (!E) {
        note(name(I), 0, 0);
        remember(*Payload);
        return 0;
      }
      llvm::consumeError(std::move(E));
    }
    // It was there a moment ago; somebody is removing or changing entries.
    llvm::consumeError(Result.takeError());
    return runJobs(
        1, Request.Limits, [&](size_t) { return check(I); },
        [&](size_t, JobResult Job) { take(I, Job); }, [](size_t) {});
  }

  /// One file's result, in the order of the database.
  void take(size_t I, const JobResult &Job) {
    std::string Name = name(I);
    note(Name, Job.CpuSeconds, Job.PeakKiB);
    if (Job.How != JobResult::Status::Done)
      return Report.fail(Name, {describeFailure(Job, Request.Limits)});
    auto Result = unpackResult(Job.Payload);
    if (!Result)
      return Report.fail(Name, {llvm::toString(Result.takeError())});
    tell(I, Job.Payload, *Result);
  }

  void tell(size_t I, llvm::StringRef Payload, const TuResult &Result) {
    remember(Payload);
    Report.take(name(I), Result, uint32_t(I));
  }

  void remember(llvm::StringRef Payload) {
    if (reportCounts())
      Told.push_back(jsonOf(Payload).str());
  }

  void note(llvm::StringRef Name, double CpuSeconds, uint64_t PeakKiB) {
    if (Request.StatsFile.empty())
      return;
    Stats.push_back(llvm::json::Object{{"file", findings::jsonText(Name)},
                                       {"cpuSeconds", CpuSeconds},
                                       {"peakKiB", int64_t(PeakKiB)}});
  }

  void writeStats() {
    if (Request.StatsFile.empty())
      return;
    std::string Text =
        llvm::formatv("{0:2}\n", llvm::json::Value(std::move(Stats))).str();
    if (llvm::Error E = writeAtomically(Request.StatsFile, Text))
      Report.error(llvm::toString(std::move(E)));
  }

  const CheckRequest &Request;
  RulesPtr Rules;
  CompileDatabase Database;
  Selection Selected;
  const bool Link;
  const Options Analysis;
  Progress Meter;
  ResultReport Report;
  std::optional<ResultCache> Cache;
  std::vector<std::string> Keys, Known; ///< By file; empty: none.
  std::vector<size_t> Misses;
  /// The results told, as JSON, while they may be of use to the next run.
  std::vector<std::string> Told;
  bool Reused = false; ///< The report is that of an earlier run.
  /// What an earlier run left, and which of its files are the same. (No
  /// vector<bool>: others look at it as an array.)
  std::optional<RunImage> Image;
  llvm::SmallVector<bool, 0> Kept;
  int Status = ExitFailed;
  llvm::json::Array Stats;
};

} // namespace

static llvm::Expected<std::unique_ptr<Run>>
prepare(const CheckRequest &Request) {
  auto Rules = loadRules(Request.Analysis);
  if (!Rules)
    return Rules.takeError();
  auto Filter = CheckFilter::parse(Request.Analysis.Checks);
  if (!Filter)
    return Filter.takeError();
  if (llvm::Error E = Filter->validate(**Rules))
    return E;
  std::optional<Store> Folder;
  std::string Notice;
  if (!Request.CacheFolder.empty()) {
    if (auto Opened = Store::open(Request.CacheFolder))
      Folder = std::move(*Opened);
    else
      Notice = llvm::toString(Opened.takeError());
  }
  auto Database =
      CompileDatabase::load(Request.Database, Folder ? &*Folder : nullptr);
  if (!Database)
    return Database.takeError();
  const std::string WorkingDirectory = workingDirectory();
  Selection Selected = Database->select(Request.Files, WorkingDirectory);
  if (!Notice.empty())
    Selected.Notices.push_back(std::move(Notice));
  if (Request.Adjust)
    if (llvm::Error E = Request.Adjust(*Database, Selected))
      return std::move(E);
  return std::make_unique<Run>(Request, WorkingDirectory, std::move(*Rules),
                               std::move(*Database), std::move(Selected),
                               std::move(Folder));
}

int runCheck(const CheckRequest &Request) {
  auto Prepared = prepare(Request);
  return Prepared ? (*Prepared)->execute() : fail(Prepared.takeError());
}

/// A run of which the findings are not told; null, after messages, if it could
/// not be done or was interrupted.
static std::unique_ptr<Run> runQuietly(CheckRequest &Request) {
  Request.Quiet = true;
  auto Prepared = prepare(Request);
  if (!Prepared) {
    fail(Prepared.takeError());
    return nullptr;
  }
  (*Prepared)->execute();
  return (*Prepared)->status() > ExitFailed ? nullptr : std::move(*Prepared);
}

std::optional<std::string> makeIndex(CheckRequest Request) {
  Request.MakeIndex = true;
  std::unique_ptr<Run> Done = runQuietly(Request);
  if (!Done)
    return std::nullopt;
  return Done->takeIndex();
}

std::optional<std::vector<model::Api>>
inferRules(CheckRequest Request, const link::InferOptions &Opts,
           bool &Complete) {
  std::unique_ptr<Run> Done = runQuietly(Request);
  if (!Done)
    return std::nullopt;
  Complete = Done->status() != ExitFailed;
  return Done->infer(Opts);
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
