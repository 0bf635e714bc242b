// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/DiffCheck.h"
#include "driver/Arguments.h"
#include "driver/CheckFilter.h"
#include "driver/CompileDatabase.h"
#include "driver/GitRepository.h"
#include "driver/ResultJson.h"
#include "findings/FindingJson.h"
#include "model/RuleSet.h"
#include "report/SourcePaths.h"
#include "report/Suppressions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::driver {

namespace {

namespace path = llvm::sys::path;

/// Lines of mails.
constexpr size_t Width = 76;

llvm::StringRef plural(size_t N) { return N == 1 ? "" : "s"; }

bool isC(llvm::StringRef Path) {
  return Path.ends_with(".c") || Path.ends_with(".h");
}

/// A translation unit of the change.
struct Unit {
  SelectedFile Selected;
  std::string Name; ///< Relative to the top of the repository.
  bool IsNew = false;
};

/// What one version of a unit has.
struct Side {
  std::vector<std::string> Errors;
  std::vector<findings::Finding> Findings; ///< Without the suppressed.
};

/// Words in lines of at most Width columns, where the words allow it.
void wrap(llvm::raw_ostream &OS, llvm::StringRef Text, unsigned Indent) {
  size_t Column = 0;
  for (llvm::StringRef Word : llvm::split(Text, ' ')) {
    if (Column && Column + 1 + Word.size() > Width) {
      OS << '\n';
      Column = 0;
    }
    if (!Column)
      OS.indent(Indent);
    else
      OS << ' ';
    Column += (Column ? 1 : Indent) + Word.size();
    OS << Word;
  }
  OS << '\n';
}

class DiffCheck {
public:
  DiffCheck(const DiffRequest &Request, GitRepository Repository,
            CompileDatabase Database,
            std::shared_ptr<const model::RuleSet> Rules)
      : Request(Request), Repository(std::move(Repository)),
        Database(std::move(Database)), Rules(std::move(Rules)) {}

  int run() {
    auto Changed = changes();
    if (!Changed)
      return fail(llvm::toString(Changed.takeError()));
    for (ChangedFile &File : *Changed)
      take(std::move(File));
    adjustCommand({"/", "x.c", "", {"cc"}}); // Builds tables that forks share.
    std::vector<Side> Sides(Units.size() * 2);
    int Signal = runJobs(
        Sides.size(), Request.Limits,
        [&](size_t Job) { return check(Units[Job / 2], Job % 2); },
        [&](size_t Job, JobResult Result) { Sides[Job] = sideOf(Result); },
        [](size_t) {});
    if (Signal)
      return 128 + Signal;
    for (size_t I = 0; I != Units.size(); ++I)
      compare(Units[I], Sides[2 * I], Sides[2 * I + 1]);
    return tell();
  }

private:
  llvm::Expected<std::vector<ChangedFile>> changes() {
    if (!Request.Patch)
      return Repository.changes(Request.Revision, Request.Cached);
    auto Text = llvm::MemoryBuffer::getSTDIN();
    if (!Text)
      return llvm::createStringError(Text.getError(),
                                     "cannot read standard input");
    return Repository.patch((*Text)->getBuffer());
  }

  static int fail(const llvm::Twine &Why) {
    llvm::WithColor::error() << Why << '\n';
    return ExitFailed;
  }

  /// Both versions of a file, under the name that it has now.
  void take(ChangedFile File) {
    if (!isC(File.NewPath) || File.Removed)
      return;
    ++Files;
    llvm::SmallString<256> Path(Repository.top());
    path::append(Path, File.NewPath);
    Selection Selected = Database.select({Path.str().str()}, Repository.top());
    if (!Selected.Errors.empty())
      Notices.push_back("not checked: " + File.NewPath +
                        " has no command in this build");
    for (const SelectedFile &S : Selected.Files)
      Units.push_back({S, File.NewPath, !File.Before});
    addVersion(Old, Path, File.NewPath, File.Before);
    addVersion(New, Path, File.NewPath, File.After);
  }

  /// The database may know the tree by another name, through a link.
  void addVersion(FileOverlay &Overlay, llvm::StringRef Path,
                  llvm::StringRef Name, std::optional<std::string> Content) {
    if (!Content)
      return;
    for (const Unit &U : Units)
      if (llvm::StringRef Known = Database.path(U.Selected.Command);
          U.Name == Name && U.Selected.InsteadOf.empty())
        Overlay[Known.str()] = *Content;
    Overlay[Path.str()] = std::move(*Content);
  }

  /// In a worker.
  std::string check(const Unit &U, bool After) {
    if (!After && U.IsNew)
      return packResult({});
    return packResult(checkFile(Database.command(U.Selected), Request.Analysis,
                                Rules, After ? New : Old));
  }

  Side sideOf(const JobResult &Job) const {
    Side Result;
    if (Job.How != JobResult::Status::Done) {
      Result.Errors.push_back(describeFailure(Job, Request.Limits));
      return Result;
    }
    auto Unpacked = unpackResult(Job.Payload);
    if (!Unpacked) {
      Result.Errors.push_back(llvm::toString(Unpacked.takeError()));
      return Result;
    }
    Result.Errors = std::move(Unpacked->Errors);
    for (findings::Finding &F : Unpacked->Findings)
      if (!report::suppressionOf(F, Unpacked->Excerpt))
        Result.Findings.push_back(std::move(F));
    return Result;
  }

  void compare(const Unit &U, const Side &Before, const Side &After) {
    if (!After.Errors.empty()) {
      Failed.push_back(U.Name + ": " + After.Errors.front());
      return;
    }
    if (!Before.Errors.empty())
      Notices.push_back(
          "all findings of " + U.Name +
          " are told: what it was cannot be checked: " + Before.Errors.front());
    llvm::StringSet<> Known, Left;
    for (const findings::Finding &F : Before.Findings)
      Known.insert(F.Fingerprint);
    for (const findings::Finding &F : After.Findings) {
      Left.insert(F.Fingerprint);
      if (!Known.contains(F.Fingerprint) &&
          Told.insert(F.Where.File + ':' + llvm::utostr(F.Where.Line) + ':' +
                      F.RuleId + ':' + F.Message)
              .second)
        Fresh.push_back(F);
    }
    Gone += llvm::count_if(Known, [&](const auto &Entry) {
      return !Left.contains(Entry.getKey());
    });
  }

  std::string place(const findings::Place &Where) const {
    return report::relativeTo(Where.File, Repository.top()) + ":" +
           llvm::utostr(Where.Line);
  }

  void tell(const findings::Finding &F) const {
    llvm::raw_ostream &OS = llvm::outs();
    llvm::StringRef Severity = findings::severityName(F.Severity);
    if (Request.Terse) {
      OS << place(F.Where) << ": " << Severity.upper() << ": " << F.Message
         << " [" << F.RuleId << "]\n";
      return;
    }
    OS << place(F.Where) << ": " << Severity << " [" << F.RuleId << ']';
    if (!F.Function.empty())
      OS << " in " << F.Function << "()";
    OS << '\n';
    wrap(OS, F.Message, 2);
    for (const findings::TraceStep &Step : F.Trace)
      wrap(OS,
           place(Step.Where.Line ? Step.Where : F.Where) + ": " + Step.Message,
           4);
    OS << '\n';
  }

  int tell() {
    bool Fails = false;
    SeverityCounts Counts = {};
    for (const findings::Finding &F : Fresh) {
      tell(F);
      ++Counts[unsigned(F.Severity)];
      Fails |= Request.FailOn && F.Severity >= *Request.FailOn;
    }
    if (!Request.Terse) {
      llvm::outs() << Fresh.size() << " new finding" << plural(Fresh.size())
                   << describe(Counts) << " in " << Files << " changed C file"
                   << plural(Files);
      if (Gone)
        llvm::outs() << "; " << Gone << (Gone == 1 ? " is" : " are") << " gone";
      llvm::outs() << '\n';
    }
    llvm::outs().flush();
    for (const std::string &Notice : Notices)
      llvm::WithColor::note() << Notice << '\n';
    for (const std::string &Why : Failed)
      llvm::WithColor::error() << "not checked: " << Why << '\n';
    return !Failed.empty() ? ExitFailed : Fails ? ExitFindings : ExitClean;
  }

  const DiffRequest &Request;
  GitRepository Repository;
  CompileDatabase Database;
  std::shared_ptr<const model::RuleSet> Rules;
  std::vector<Unit> Units;
  FileOverlay Old, New;
  size_t Files = 0, Gone = 0;
  llvm::StringSet<> Told;
  std::vector<findings::Finding> Fresh;
  std::vector<std::string> Notices, Failed;
};

} // namespace

int runDiffCheck(const DiffRequest &Request) {
  auto Rules = loadRules(Request.Analysis);
  if (!Rules)
    return fail(Rules.takeError());
  auto Filter = CheckFilter::parse(Request.Analysis.Checks);
  if (!Filter)
    return fail(Filter.takeError());
  if (llvm::Error E = Filter->validate(**Rules))
    return fail(std::move(E));
  auto Repository = GitRepository::open();
  if (!Repository)
    return fail(Repository.takeError());
  auto Database = CompileDatabase::load(Request.Database);
  if (!Database)
    return fail(Database.takeError());
  return DiffCheck(Request, std::move(*Repository), std::move(*Database),
                   std::move(*Rules))
      .run();
}

} // namespace gfpcheck::driver
