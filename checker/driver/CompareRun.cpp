// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CompareRun.h"
#include "driver/CheckFilter.h"
#include "driver/DiffReport.h"
#include "model/RuleSet.h"
#include "report/SarifReader.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace gfpcheck::driver {

namespace {

namespace path = llvm::sys::path;
namespace fs = llvm::sys::fs;

/// One side of the comparison.
struct State {
  report::Recording Told;
  int Status = ExitClean; ///< From 128: interrupted.
  bool Made = false;
};

/// The folder that all of them are in, without a slash at its end.
std::string commonFolder(const CompileDatabase &Database,
                         const Selection &Selected) {
  std::optional<llvm::StringRef> Common;
  for (const SelectedFile &File : Selected.Files) {
    llvm::StringRef Folder = path::parent_path(Database.path(File.Command));
    if (!Common)
      Common = Folder;
    while (!Common->empty() && Folder != *Common &&
           !Folder.starts_with((*Common + "/").str()))
      *Common = path::parent_path(*Common);
  }
  return Common.value_or("").str();
}

State checkTree(CheckRequest Request, llvm::StringRef Database) {
  State Out;
  report::Recorder Recorder;
  std::string Root;
  Request.Database = Database.str();
  Request.Receiver = &Recorder;
  Request.Adjust = [&](const CompileDatabase &Commands, Selection &Selected) {
    Root = commonFolder(Commands, Selected);
    return llvm::Error::success();
  };
  Out.Status = runCheck(Request);
  Out.Made = Recorder.finished();
  Out.Told = std::move(Recorder.recording());
  Out.Told.Root = std::move(Root);
  return Out;
}

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> read(llvm::StringRef File) {
  auto Fail = [&](std::error_code EC, const llvm::Twine &Why) {
    return llvm::createStringError(EC, "cannot read '" + File + "': " + Why);
  };
  uint64_t Size = 0;
  if (std::error_code EC = fs::file_size(File, Size))
    return Fail(EC, EC.message());
  if (Size > report::MaxSarifBytes)
    return Fail(std::make_error_code(std::errc::file_too_large),
                "it has more than 1 GiB");
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return Fail(Buffer.getError(), Buffer.getError().message());
  return std::move(*Buffer);
}

class Comparison {
public:
  Comparison(const CompareRequest &Request, const model::RuleSet &Rules,
             const CheckFilter &Filter)
      : Request(Request), Rules(Rules), Filter(Filter) {}

  int run() {
    // A log is read first: mistakes in it cost no check of the other side.
    auto Old = prepare(Request.Old), New = prepare(Request.New);
    if (!Old || !New)
      return fail(llvm::joinErrors(Old.takeError(), New.takeError()));
    for (auto [Side, Name] :
         {std::pair(&*Old, &Request.Old), std::pair(&*New, &Request.New)}) {
      if (!Side->Made) {
        *Side = checkTree(Request.Check, *Name);
        Side->Told.Tool = "gfpcheck";
        Side->Told.Version = GFPCHECK_VERSION;
        Side->Told.RulesDigest = Rules.digest().str();
      }
      if (!Side->Made || Side->Status > ExitFailed)
        return Side->Status;
    }
    DiffSides Sides{Old->Told, New->Told, "'" + Request.Old + "'",
                    "'" + Request.New + "'"};
    Sides.Incomplete = New->Status == ExitFailed;
    return tellDifference(Request.Check, Rules, Sides);
  }

private:
  /// The state if Name is a log; one that has yet to be made if it is a tree.
  llvm::Expected<State> prepare(const std::string &Name) {
    State Out;
    if (fs::is_directory(Name))
      return Out;
    auto Buffer = read(Name);
    if (!Buffer)
      return Buffer.takeError();
    llvm::StringRef Text = (*Buffer)->getBuffer();
    if (Text.ltrim().starts_with("[")) // A compilation database.
      return Out;
    auto Told = report::readSarif(Text, Name);
    if (!Told)
      return Told.takeError();
    Out.Told = std::move(*Told);
    Out.Made = true;
    llvm::erase_if(Out.Told.Findings, [&](const report::RecordedFinding &F) {
      return !Filter.enabled(F.Finding.RuleId) ||
             F.Finding.Confidence < Request.Check.Analysis.MinConfidence;
    });
    return Out;
  }

  const CompareRequest &Request;
  const model::RuleSet &Rules;
  const CheckFilter &Filter;
};

} // namespace

int runCompare(const CompareRequest &Request) {
  auto Rules = loadRules(Request.Check.Analysis);
  if (!Rules)
    return fail(Rules.takeError());
  auto Filter = CheckFilter::parse(Request.Check.Analysis.Checks);
  if (!Filter)
    return fail(Filter.takeError());
  if (llvm::Error E = Filter->validate(**Rules))
    return fail(std::move(E));
  return Comparison(Request, **Rules, *Filter).run();
}

} // namespace gfpcheck::driver
