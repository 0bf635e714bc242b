// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CheckRun.h"
#include "driver/Arguments.h"
#include "driver/AtomicFile.h"
#include "driver/CheckFilter.h"
#include "driver/FileResults.h"
#include "driver/ResultJson.h"
#include "driver/RunReport.h"
#include "findings/FindingJson.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include <future>

namespace gfpcheck::driver {

namespace {

using RulesPtr = std::shared_ptr<const model::RuleSet>;

/// A line on the terminal that says how far we are; nothing elsewhere.
class Progress {
public:
  ~Progress() { clear(); }

  void show(size_t Done, size_t Total, llvm::StringRef What) {
    if (!Shown || Total < 2)
      return;
    llvm::errs() << "\r\033[K[" << Done << '/' << Total << "] " << What;
    Dirty = true;
  }
  void clear() {
    if (Dirty)
      llvm::errs() << "\r\033[K";
    Dirty = false;
  }

private:
  const bool Shown = llvm::errs().is_displayed();
  bool Dirty = false;
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
      : Request(Request), Database(std::move(Database)),
        Selected(std::move(Selected)),
        Link(Request.Quiet || !Request.IndexFile.empty() ||
             (Request.Link &&
              (Request.LinkOne || this->Selected.Files.size() > 1))),
        Analysis(analysisOf(Request, Link)),
        Report(Request, Analysis, Rules, WorkingDirectory, Link),
        Cache(openCache(std::move(Folder), *Rules)),
        Files(Request, Analysis, Rules, this->Database, this->Selected.Files,
              Cache ? &*Cache : nullptr,
              [this](size_t Done, size_t Total, llvm::StringRef What) {
                Meter.show(Done, Total, What);
              }) {
    Report.BeforeOutput = [this] { Meter.clear(); };
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
    notices();
    writeStats();
    // Which results there are is known, whatever they show together.
    auto Saved = std::async(std::launch::async, [this] {
      if (Cache)
        Cache->save();
    });
    Status = Report.finish();
    Saved.get();
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
  std::optional<ResultCache> openCache(std::optional<Store> Folder,
                                       const model::RuleSet &Rules) const {
    std::optional<ResultCache> Out;
    if (!Folder)
      return Out;
    Out.emplace(std::move(*Folder), Analysis, Rules);
    if (Request.Overlay)
      Out->layOver(*Request.Overlay);
    return Out;
  }

  void notices() {
    for (std::string &Notice : Selected.Notices)
      Report.notice(std::move(Notice));
    if (!Request.Verbose)
      return;
    for (std::string &Detail : Selected.Details)
      Report.notice(std::move(Detail));
    if (Cache)
      Report.notice(llvm::formatv("{0} of {1} files are unchanged since an "
                                  "earlier run",
                                  Files.size() - Files.misses().size(),
                                  Files.size()));
    if (Files.taught())
      Report.notice(llvm::formatv("{0} of {1} files were checked with "
                                  "what others of them do",
                                  Files.taught(), Files.size()));
  }

  int checkAll() {
    adjustCommand({"/", "x.c", "", {"cc"}}); // Builds tables that forks share.
    Files.findKnown();
    if (tellAgain())
      return 0;
    return Link && Request.Teach ? checkTogether() : checkEach();
  }

  /// Each file by itself is all there is to know of it: it is told at once.
  int checkEach() {
    size_t Next = 0;
    int Signal = Files.makeMisses(
        [&] {
          readImage();
          chooseKept();
        },
        [&](size_t I) {
          while (Next <= I)
            tell(Next++);
        });
    for (; !Signal && Next != Files.size(); ++Next)
      Signal = tell(Next);
    return Signal;
  }

  /// Files by themselves, then those that learn something of others again.
  int checkTogether() {
    int Signal = Files.makeMisses([&] { readImage(); });
    if (!Signal)
      Signal = Files.teach();
    if (Signal)
      return Signal;
    chooseKept();
    for (size_t I = 0; !Signal && I != Files.size(); ++I)
      Signal = tell(I);
    return Signal;
  }

  // What an earlier run has left -------------------------------------------

  /// A report of all files can be used again if it is the same program with the
  /// same results, and nothing but the report is asked for.
  bool reportCounts() const {
    return Cache && Link && !Request.Quiet && !Request.Overlay &&
           Request.IndexFile.empty();
  }

  /// Nothing has changed: what was told then is told again.
  bool tellAgain() {
    if (!Files.misses().empty() || !reportCounts())
      return false;
    auto Bytes = Cache->report(reportParts());
    if (!Bytes)
      return false;
    auto Old = unpackReport(*Bytes);
    if (!Old || Old->Results.size() != Files.size()) {
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
      note(I);
      Report.take(Files.name(I), Results[I]);
    }
    Reused = true;
    return true;
  }

  /// Runs over the same files of one build share an image, whatever the flags.
  std::string imageName() const {
    std::vector<std::string> Parts{taughtOrNot()};
    for (size_t I = 0; I != Files.size(); ++I)
      Parts.push_back((Files.directory(I) + "\n" + Files.name(I)).str());
    return Cache->runName(Parts);
  }

  std::string taughtOrNot() const {
    return Request.Teach ? "taught" : "each alone";
  }

  /// What a report is made of.
  std::vector<std::string> reportParts() const {
    std::vector<std::string> Parts = Files.entries();
    Parts.push_back(taughtOrNot());
    return Parts;
  }

  bool isKept(size_t I) const {
    return Files.isInImage(I) && Image->Files[I].Lessons == Files.lessons(I);
  }

  /// Little has changed: the program of an earlier run is the beginning of this
  /// one's.
  void readImage() {
    if (!reportCounts() || Files.misses().size() > Files.size() / 2)
      return;
    const std::string Name = imageName();
    Image = getImage(Cache->store(), Name);
    if (!Image)
      return;
    if (Image->Files.size() == Files.size())
      Files.useImage(&*Image);
    auto IsIn = [this](size_t I) { return Files.isInImage(I); };
    bool Good = size_t(llvm::count_if(llvm::seq(Files.size()), IsIn)) >=
                std::max<size_t>(Files.size() / 2, 1);
    auto Program =
        Good ? getProgram(Cache->store(), Name, *Image) : std::nullopt;
    if (Program && Report.resume(std::move(*Program)))
      return;
    Files.useImage(nullptr);
    Image.reset();
  }

  /// All files know what others teach them: those for which nothing is new are
  /// taken from the image.
  void chooseKept() {
    if (!Image)
      return;
    for (size_t I = 0; I != Files.size(); ++I)
      Kept.push_back(isKept(I));
    if (size_t(llvm::count(Kept, true)) >= Files.size() / 2)
      return Report.keep(Kept);
    Kept.clear();
    Report.startAnew();
  }

  // What is told, in the order of the database --------------------------------

  /// Returns the signal that ended it early, or 0.
  int tell(size_t I) {
    if (takeKept(I) || takeMade(I) || takeStored(I))
      return 0;
    // It was there a moment ago; somebody is removing or changing entries.
    int Signal = Files.makeAgain(I);
    if (!Signal)
      takeMade(I);
    return Signal;
  }

  /// True if file I is in the program of an earlier run and has been told.
  bool takeKept(size_t I) {
    if (I >= Kept.size() || !Kept[I])
      return false;
    auto Result = resultFromJSON(Image->Files[I].Result);
    // It was told before, so it can be read, and no run keeps a failure.
    Report.takeKept(Files.name(I), Result ? *Result : TuResult());
    if (!Result)
      Report.fail(Files.name(I), {llvm::toString(Result.takeError())});
    note(I);
    Told.push_back(std::move(Image->Files[I].Result));
    return true;
  }

  bool takeStored(size_t I) {
    auto Payload = Files.stored(I);
    auto Result = unpackResult(Payload ? *Payload : "");
    if (Result && Result->Errors.empty()) { // No run keeps a failure.
      llvm::Error E = Report.tryTake(Files.name(I), *Result, uint32_t(I));
      if (!E) {
        note(I);
        remember(*Payload);
        return true;
      }
      llvm::consumeError(std::move(E));
    }
    llvm::consumeError(Result.takeError());
    return false;
  }

  bool takeMade(size_t I) {
    auto Job = Files.made(I);
    if (!Job)
      return false;
    note(I);
    auto Result = unpackResult(Job->Payload);
    if (Job->How != JobResult::Status::Done) {
      llvm::consumeError(Result.takeError());
      Report.fail(Files.name(I), {describeFailure(*Job, Request.Limits)});
    } else if (!Result) {
      Report.fail(Files.name(I), {llvm::toString(Result.takeError())});
    } else {
      remember(Job->Payload);
      Report.take(Files.name(I), *Result, uint32_t(I));
    }
    return true;
  }

  void remember(llvm::StringRef Payload) {
    if (reportCounts())
      Told.push_back(jsonOf(Payload).str());
  }

  // What is left for the next run --------------------------------------------

  /// Images are made of programs that were linked from nothing, and of those
  /// that have changed much since.
  bool wantsImage() const {
    return size_t(llvm::count(Kept, false)) > Kept.size() / 16 || Kept.empty();
  }

  void keepImage() {
    std::vector<RunImage::File> Parts;
    for (size_t I = 0; I != Files.size(); ++I) {
      Parts.push_back(Files.takeForImage(I));
      Parts.back().Result = Told[I];
    }
    putImage(Cache->store(), imageName(), Parts, Report.program()->image());
  }

  void keep() {
    if (!Cache)
      return;
    bool Complete =
        Told.size() == Files.size() &&
        llvm::none_of(Files.entries(),
                      [](const std::string &Entry) { return Entry.empty(); });
    if (Complete && !Reused && reportCounts()) {
      if (wantsImage())
        keepImage();
      Cache->putReport(reportParts(),
                       packReport({std::move(Told), Report.linked()}));
    }
    Cache->store().prune(Request.CacheBytes);
  }

  void note(size_t I) {
    if (Request.StatsFile.empty())
      return;
    Stats.push_back(
        llvm::json::Object{{"file", findings::jsonText(Files.name(I))},
                           {"cpuSeconds", Files.cpuSeconds(I)},
                           {"peakKiB", int64_t(Files.peakKiB(I))}});
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
  CompileDatabase Database;
  Selection Selected;
  const bool Link;
  const Options Analysis;
  Progress Meter;
  ResultReport Report;
  std::optional<ResultCache> Cache;
  FileResults Files;
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
