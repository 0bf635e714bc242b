// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CheckRun.h"
#include "driver/Arguments.h"
#include "driver/AtomicFile.h"
#include "driver/CheckFilter.h"
#include "driver/CompileDatabase.h"
#include "driver/Lessons.h"
#include "driver/MadeResults.h"
#include "driver/ResultCache.h"
#include "driver/ResultJson.h"
#include "driver/RunImage.h"
#include "driver/RunReport.h"
#include "findings/FindingJson.h"
#include "model/TaughtRules.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/StringSaver.h"
#include <future>
#include <map>

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
      : Request(Request), Rules(Rules), Database(std::move(Database)),
        Selected(std::move(Selected)),
        Link(Request.Quiet || !Request.IndexFile.empty() ||
             (Request.Link &&
              (Request.LinkOne || this->Selected.Files.size() > 1))),
        Analysis(analysisOf(Request, Link)),
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
    if (Pupils && Pupils->taught() && Request.Verbose)
      Report.notice(llvm::formatv("{0} of {1} files were checked with "
                                  "what others of them do",
                                  Pupils->taught(), Selected.Files.size()));
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
    auto Bytes = Cache->report(reportParts());
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
      note(I);
      Report.take(name(I), Results[I]);
    }
    Reused = true;
    return true;
  }

  /// Runs over the same files of one build share an image, whatever the flags.
  std::string imageName() const {
    std::vector<std::string> Parts{taughtOrNot()};
    for (const SelectedFile &File : Selected.Files)
      Parts.push_back(
          (Database.directory(File.Command) + "\n" + name(File)).str());
    return Cache->runName(Parts);
  }

  std::string taughtOrNot() const {
    return Request.Teach ? "taught" : "each alone";
  }

  /// What a report is made of.
  std::vector<std::string> reportParts() const {
    std::vector<std::string> Parts = Known;
    Parts.push_back(taughtOrNot());
    return Parts;
  }

  bool isInImage(size_t I) const {
    return Image && !Known[I].empty() && Known[I] == Image->Files[I].Entry;
  }
  bool isKept(size_t I) const {
    return isInImage(I) && Image->Files[I].Lessons == lessons(I);
  }

  /// Little has changed: the program of an earlier run is the beginning of this
  /// one's.
  void readImage() {
    if (!reportCounts() || Misses.size() > Known.size() / 2)
      return;
    const std::string Name = imageName();
    Image = getImage(Cache->store(), Name);
    if (!Image)
      return;
    auto IsIn = [this](size_t I) { return isInImage(I); };
    bool Good = Image->Files.size() == Known.size() &&
                size_t(llvm::count_if(llvm::seq(Known.size()), IsIn)) >=
                    Known.size() / 2;
    auto Program =
        Good ? getProgram(Cache->store(), Name, *Image) : std::nullopt;
    if (!Program || !Report.resume(std::move(*Program)))
      Image.reset();
  }

  /// All files know what others teach them: those for which nothing is new are
  /// taken from the image.
  void chooseKept() {
    if (!Image)
      return;
    for (size_t I = 0; I != Known.size(); ++I)
      Kept.push_back(isKept(I));
    if (size_t(llvm::count(Kept, true)) >= Known.size() / 2)
      return Report.keep(Kept);
    Kept.clear();
    Report.startAnew();
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
    note(I);
    Told.push_back(std::move(Image->Files[I].Result));
    return true;
  }

  /// Images are made of programs that were linked from nothing, and of those
  /// that have changed much since.
  bool wantsImage() const {
    return size_t(llvm::count(Kept, false)) > Kept.size() / 16 || Kept.empty();
  }

  void keepImage() {
    std::vector<RunImage::File> Files(Known.size());
    for (size_t I = 0; I != Known.size(); ++I) {
      Files[I].Entry = Known[I];
      Files[I].Result = Told[I];
      Files[I].Lessons = lessons(I);
      if (Pupils)
        Files[I].Teaching = Bases[I].str();
    }
    for (auto &[I, Offers] : Learned)
      Files[I].Offers = std::move(Offers);
    putImage(Cache->store(), imageName(), Files, Report.program()->image());
  }

  /// For the next run.
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
      Cache->putReport(reportParts(),
                       packReport({std::move(Told), Report.linked()}));
    }
    Cache->store().prune(Request.CacheBytes);
  }

  int checkAll() {
    adjustCommand({"/", "x.c", "", {"cc"}}); // Builds tables that forks share.
    findKnown();
    if (tellAgain())
      return 0;
    return Link && Request.Teach ? checkTogether() : checkEach();
  }

  /// Each file by itself is all there is to know of it: it is told at once.
  int checkEach() {
    size_t Next = 0;
    int Signal = make(
        Misses,
        [&] {
          readImage();
          chooseKept();
        },
        [&](size_t I) {
          while (Next <= I)
            tell(Next++);
        });
    nameMisses();
    for (; !Signal && Next != Selected.Files.size(); ++Next)
      Signal = tell(Next);
    return Signal;
  }

  /// Files by themselves, then those that learn something of others again.
  int checkTogether() {
    int Signal = make(Misses, [&] { readImage(); });
    nameMisses();
    if (!Signal)
      Signal = teach();
    if (Signal)
      return Signal;
    chooseKept();
    for (size_t I = 0; !Signal && I != Selected.Files.size(); ++I)
      Signal = tell(I);
    return Signal;
  }

  /// Checks these files with what they are to be told so far. Returns a signal
  /// that ended it early, or 0.
  int make(
      const std::vector<size_t> &Which, llvm::function_ref<void()> Begun = {},
      llvm::function_ref<void(size_t)> Done = [](size_t) {}) {
    const bool Again = Pupils.has_value();
    const size_t Before = Again ? 0 : Selected.Files.size() - Which.size();
    return runJobs(
        Which.size(), Request.Limits,
        [&](size_t Job) { return check(Which[Job]); },
        [&](size_t Job, JobResult Result) {
          Made.add(Which[Job], lessons(Which[Job]), std::move(Result));
          Done(Which[Job]);
        },
        [&](size_t N) {
          Meter.show(Before + N, Before + Which.size(),
                     Again ? "checked again" : "checked");
        },
        Begun);
  }

  /// What was made is in the store now.
  void nameMisses() {
    if (Cache)
      for (size_t I : Misses)
        Known[I] = Cache->newEntry(Keys[I]);
  }

  int teach() {
    Pupils.emplace(Selected.Files.size());
    if (int Signal = collectBases())
      return Signal;
    for (unsigned Round = 0; Round != Lessons::MaxRounds && Pupils->next();
         ++Round) {
      std::vector<size_t> Unknown;
      for (size_t I : Pupils->changed())
        if (!lessons(I).empty() && !learn(I))
          Unknown.push_back(I);
      if (int Signal = make(Unknown))
        return Signal;
      for (size_t I : Unknown) {
        learn(I);
        // It was edited since it was first checked: what is told goes with
        // neither content, and is not to be kept.
        if (Cache && !Known[I].empty() &&
            Cache->taughtEntry(Known[I], lessons(I)).empty())
          Known[I].clear();
      }
    }
    return 0;
  }

  /// What each file can teach that was told nothing.
  int collectBases() {
    std::vector<size_t> Lost;
    Bases.resize(Selected.Files.size());
    for (size_t I = 0; I != Bases.size(); ++I)
      if (auto Teaching = teaching(I))
        Bases[I] = *Teaching;
      else
        Lost.push_back(I);
    if (int Signal = make(Lost))
      return Signal;
    for (size_t I : Lost)
      Bases[I] = Made.teaching(I, "").value_or("");
    for (size_t I = 0; I != Bases.size(); ++I)
      Pupils->setBase(I, Bases[I]);
    return 0;
  }

  /// What file I, with its lessons, can teach; nothing if that has to be found
  /// out.
  std::optional<llvm::StringRef> teaching(size_t I) {
    if (auto Teaching = Made.teaching(I, lessons(I)))
      return Teaching;
    if (isInImage(I) && lessons(I).empty())
      return Image->Files[I].Teaching;
    auto Payload = stored(I);
    if (!Payload)
      return std::nullopt;
    return Saver.save(teachingOf(*Payload));
  }

  /// What an earlier run knew that file I offers with its lessons.
  std::optional<llvm::StringRef> offersInImage(size_t I) const {
    if (isInImage(I))
      for (const auto &[Told, Lines] : Image->Files[I].Offers)
        if (Told == lessons(I))
          return llvm::StringRef(Lines);
    return std::nullopt;
  }

  /// What file I offers with the lessons of this round; false if that has to be
  /// found out.
  bool learn(size_t I) {
    llvm::StringRef Lines;
    if (auto Known = offersInImage(I))
      Lines = *Known;
    else if (auto Teaching = teaching(I))
      Lines = summary::PackedTeaching(*Teaching).offers();
    else
      return false;
    Pupils->setOffers(I, Lines);
    Learned[I].emplace_back(lessons(I), Lines.str());
    return true;
  }

  /// Stands for what file I is told of others; empty: nothing.
  llvm::StringRef lessons(size_t I) const {
    return Pupils ? llvm::StringRef(Pupils->digest(I)) : "";
  }

  /// The result of file I, with its lessons, that an earlier run has left.
  std::optional<std::string> stored(size_t I) const {
    if (!Cache || Known[I].empty())
      return std::nullopt;
    return Cache->get(lessons(I).empty()
                          ? Known[I]
                          : Cache->taughtEntry(Known[I], lessons(I)));
  }

  /// In a worker.
  std::string check(size_t I) {
    TuResult Result = checkFile(
        Database.command(Selected.Files[I]), Analysis,
        lessons(I).empty() ? Rules : model::teach(Rules, Pupils->of(I)),
        Request.Overlay ? *Request.Overlay : FileOverlay());
    std::string Payload = packResult(Result);
    if (Cache && !Keys[I].empty() && Result.Errors.empty())
      Cache->put(Keys[I], std::move(Result.Files), Payload, lessons(I));
    return Payload;
  }

  std::string name(size_t I) const { return name(Selected.Files[I]); }
  std::string name(const SelectedFile &File) const {
    return File.InsteadOf.empty() ? Database.path(File.Command).str()
                                  : File.InsteadOf;
  }

  /// Tells one file's result, in the order of the database. Returns the signal
  /// that ended it early, or 0.
  int tell(size_t I) {
    if (takeKept(I) || takeMade(I) || takeStored(I))
      return 0;
    // It was there a moment ago; somebody is removing or changing entries.
    int Signal = make({I});
    if (!Signal)
      takeMade(I);
    return Signal;
  }

  bool takeStored(size_t I) {
    auto Payload = stored(I);
    auto Result = unpackResult(Payload ? *Payload : "");
    if (Result && Result->Errors.empty()) { // No run keeps a failure.
      llvm::Error E = Report.tryTake(name(I), *Result, uint32_t(I));
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
    auto Job = Made.get(I, lessons(I));
    if (!Job)
      return false;
    note(I);
    auto Result = unpackResult(Job->Payload);
    if (Job->How != JobResult::Status::Done) {
      llvm::consumeError(Result.takeError());
      Report.fail(name(I), {describeFailure(*Job, Request.Limits)});
    } else if (!Result) {
      Report.fail(name(I), {llvm::toString(Result.takeError())});
    } else {
      remember(Job->Payload);
      Report.take(name(I), *Result, uint32_t(I));
    }
    return true;
  }

  void remember(llvm::StringRef Payload) {
    if (reportCounts())
      Told.push_back(jsonOf(Payload).str());
  }

  void note(size_t I) {
    if (Request.StatsFile.empty())
      return;
    Stats.push_back(llvm::json::Object{{"file", findings::jsonText(name(I))},
                                       {"cpuSeconds", Made.cpuSeconds(I)},
                                       {"peakKiB", int64_t(Made.peakKiB(I))}});
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
  MadeResults Made;
  /// Who is told what of others, once all files were checked by themselves.
  std::optional<Lessons> Pupils;
  std::vector<llvm::StringRef> Bases; ///< By file: what it can teach by itself.
  /// What a file offers after the lessons of each round.
  std::map<size_t, std::vector<std::pair<std::string, std::string>>> Learned;
  llvm::BumpPtrAllocator Texts;
  llvm::StringSaver Saver{Texts};
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
