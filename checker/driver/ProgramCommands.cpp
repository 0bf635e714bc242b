// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ProgramCommands.h"
#include "driver/Arguments.h"
#include "driver/AtomicFile.h"
#include "driver/CheckFilter.h"
#include "driver/CompileDatabase.h"
#include "driver/Lessons.h"
#include "driver/ResultJson.h"
#include "driver/SummaryFile.h"
#include "model/RuleSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"

namespace gfpcheck::driver {

namespace {

namespace fs = llvm::sys::fs;

/// A file name in a make rule.
std::string makeEscaped(llvm::StringRef File) {
  std::string Out;
  for (char C : File) {
    if (C == ' ' || C == '#' || C == '\\')
      Out += '\\';
    else if (C == '$')
      Out += '$';
    Out += C;
  }
  return Out;
}

std::string depFileText(llvm::StringRef Target, std::vector<Dependency> Files) {
  llvm::sort(Files);
  std::string Out = makeEscaped(Target) + ":";
  for (const Dependency &D : Files)
    Out += " \\\n  " + makeEscaped(D.File);
  return Out + "\n";
}

/// The one file that is asked for.
llvm::Expected<SelectedFile> selectOne(const CompileDatabase &Database,
                                       const std::string &File) {
  Selection Selected = Database.select(File.empty() ? std::vector<std::string>{}
                                                    : std::vector{File},
                                       workingDirectory());
  if (!Selected.Errors.empty())
    return llvm::createStringError(Selected.Errors.front().first + ": " +
                                   Selected.Errors.front().second);
  if (Selected.Files.size() != 1)
    return llvm::createStringError(
        "summarize takes one file, and %zu are meant; name one",
        Selected.Files.size());
  return Selected.Files.front();
}

} // namespace

int runSummarize(const SummarizeRequest &Request) {
  Options Analysis = Request.Analysis;
  Analysis.RecordUnit = true;
  auto Rules = loadRules(Analysis);
  if (!Rules)
    return fail(Rules.takeError());
  auto Database = CompileDatabase::load(Request.Database);
  if (!Database)
    return fail(Database.takeError());
  auto File = selectOne(*Database, Request.File);
  if (!File)
    return fail(File.takeError());

  SummaryFile Summary;
  Summary.Identity = analysisIdentity(Analysis, **Rules);
  Summary.Source = File->InsteadOf.empty() ? Database->path(File->Command).str()
                                           : File->InsteadOf;
  // The worker sends the result and what it read; the file is written here, so
  // that it is there whole or not at all.
  JobResult Job;
  std::string DepText = depFileText(Request.OutputFile, {{Summary.Source, 0}});
  int Signal = runJobs(
      1, Request.Limits,
      [&](size_t) {
        TuResult Result = checkFile(Database->command(*File), Analysis, *Rules);
        std::string Deps =
            Result.Files.empty()
                ? ""
                : depFileText(Request.OutputFile, std::move(Result.Files));
        return std::to_string(Deps.size()) + "\n" + Deps + packResult(Result);
      },
      [&](size_t, JobResult Done) { Job = std::move(Done); }, [](size_t) {});
  if (Signal)
    return 128 + Signal;
  if (Job.How == JobResult::Status::Done) {
    auto [Size, Rest] = llvm::StringRef(Job.Payload).split('\n');
    size_t DepSize = 0;
    if (Size.getAsInteger(10, DepSize) || DepSize > Rest.size())
      DepSize = 0;
    if (DepSize)
      DepText = Rest.take_front(DepSize).str();
    auto Result = unpackResult(Rest.drop_front(DepSize));
    if (!Result)
      return fail(Result.takeError());
    Summary.Result = std::move(*Result);
  } else {
    Summary.Result.Errors = {describeFailure(Job, Request.Limits)};
  }
  if (llvm::Error E = writeAtomically(Request.OutputFile, packSummary(Summary)))
    return fail(std::move(E));
  if (!Request.DepFile.empty())
    if (llvm::Error E = writeAtomically(Request.DepFile, DepText))
      return fail(std::move(E));
  return ExitClean;
}

namespace {

llvm::Error readList(llvm::StringRef File, std::vector<std::string> &Out) {
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(),
                                   "cannot read '" + File +
                                       "': " + Buffer.getError().message());
  for (llvm::line_iterator Line(**Buffer); !Line.is_at_eof(); ++Line)
    Out.push_back(Line->str());
  return llvm::Error::success();
}

/// Files that are there as summaries only cannot be checked again.
void tellUntaught(llvm::ArrayRef<std::string> Teachings, ResultReport &Report) {
  Lessons Pupils(Teachings.size());
  for (size_t I = 0; I != Teachings.size(); ++I)
    Pupils.setBase(I, Teachings[I]);
  Pupils.next();
  if (size_t Count = Pupils.taught())
    Report.notice(
        llvm::formatv("'gfpcheck check' would check at least {0} of {1} "
                      "files again with what others of them do",
                      Count, Teachings.size()));
}

} // namespace

int runLink(const LinkRequest &Request) {
  Options Analysis = Request.Analysis;
  Analysis.RecordUnit = true;
  auto Rules = loadRules(Analysis);
  if (!Rules)
    return fail(Rules.takeError());
  auto Filter = CheckFilter::parse(Analysis.Checks);
  if (!Filter)
    return fail(Filter.takeError());
  if (llvm::Error E = Filter->validate(**Rules))
    return fail(std::move(E));
  std::vector<std::string> Files = Request.Summaries;
  if (!Request.ListFile.empty())
    if (llvm::Error E = readList(Request.ListFile, Files))
      return fail(std::move(E));
  if (Files.empty())
    return fail(llvm::createStringError(
        "no summaries to link; name some, or a --list of them"));
  const std::string Identity = analysisIdentity(Analysis, **Rules);
  ResultReport Report(Request, Analysis, *Rules,
                      Request.RelativeTo.empty() ? workingDirectory()
                                                 : Request.RelativeTo,
                      Files.size() > 1);
  std::vector<std::string> Teachings;
  for (const std::string &File : Files) {
    auto Summary = readSummary(File);
    if (!Summary)
      return fail(Summary.takeError());
    if (Summary->Identity != Identity)
      return fail(llvm::createStringError(
          "'" + File +
          "' was made by another build of gfpcheck, or with other "
          "rules or options; summarise it again\n  it says:  " +
          Summary->Identity + "\n  this is:  " + Identity));
    Report.take(Summary->Source, Summary->Result);
    Teachings.push_back(std::move(Summary->Result.Teaching));
  }
  if (Request.Verbose)
    tellUntaught(Teachings, Report);
  return Report.finish();
}

} // namespace gfpcheck::driver
