// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Analysis.h"
#include "checks/Engine.h"
#include "checks/LargeStack.h"
#include "driver/CheckFilter.h"
#include "extract/Extract.h"
#include "findings/Fingerprint.h"
#include "model/RuleSet.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include <set>
#include <tuple>

namespace gfpcheck::driver {

namespace {

/// What two findings are compared by; the trace does not make one new.
auto identity(const findings::Finding &F) {
  return std::tie(F.Where, F.RuleId, F.Message);
}

/// The file of that name, as spelled in a Place. Found by name among the files
/// that the compiler has read.
class FileLookup {
public:
  explicit FileLookup(const clang::SourceManager &Sources) : Sources(Sources) {}

  clang::FileID find(llvm::StringRef Name) {
    auto [It, New] = Known.try_emplace(Name);
    if (!New)
      return It->second;
    if (auto Ref = Sources.getFileManager().getOptionalFileRef(Name))
      It->second = Sources.translateFile(*Ref);
    return It->second;
  }

private:
  const clang::SourceManager &Sources;
  llvm::StringMap<clang::FileID> Known;
};

void addLine(findings::SourceExcerpt &Excerpt, llvm::StringRef File,
             unsigned Line, clang::FileID Id,
             const clang::SourceManager &Sources) {
  if (!Line)
    return;
  clang::SourceLocation Start = Sources.translateLineCol(Id, Line, 1);
  if (Start.isInvalid() || Sources.getSpellingLineNumber(Start) != Line)
    return;
  llvm::StringRef Rest =
      Sources.getBufferData(Id).substr(Sources.getFileOffset(Start));
  Excerpt.addLine(File, Line, Rest.take_until([](char C) {
    return C == '\n' || C == '\r';
  }));
}

} // namespace

checks::EngineOptions engineOptions(const Options &Opts) {
  checks::EngineOptions Engine;
  if (auto Filter = CheckFilter::parse(Opts.Checks))
    Engine.Enabled = [Filter = std::move(*Filter)](llvm::StringRef Id) {
      return Filter.enabled(Id);
    };
  else // Front ends report a bad glob before they come here.
    llvm::consumeError(Filter.takeError());
  Engine.KernelVersion = Opts.KernelVersion;
  Engine.PreemptRt = Opts.PreemptRt;
  Engine.FrameWarn = Opts.FrameWarn;
  Engine.MinConfidence = Opts.MinConfidence;
  return Engine;
}

void makeAbsolute(std::string &File, llvm::StringRef Directory) {
  if (File.empty() || File.front() == '<') // <built-in>
    return;
  llvm::SmallString<256> Path(File);
  if (!llvm::sys::path::is_absolute(Path)) {
    Path = Directory;
    llvm::sys::path::append(Path, File);
  }
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  File = Path.str().str();
}

extract::ExtractOptions extractOptions(const model::RuleSet &Rules) {
  extract::ExtractOptions Extract;
  Extract.IsMacroApi = [&Rules](llvm::StringRef Name) {
    return Rules.isMacroApi(Name);
  };
  Extract.Constants = Rules.constants().vec();
  std::set<std::string> Flags;
  for (const model::GfpTable &Table : Rules.gfpTables())
    for (const model::GfpFlag &Flag : Table.Flags)
      Flags.insert(Flag.Name);
  Extract.GfpFlags.assign(Flags.begin(), Flags.end());
  if (const model::BugRule *Stack = Rules.bug(checks::LargeStackId)) {
    Extract.Heap.Allocate = Stack->word("allocate").str();
    Extract.Heap.Free = Stack->word("free").str();
    Extract.Heap.NoMemory = Stack->word("no-memory").str();
  }
  return Extract;
}

void sortUnique(std::vector<findings::Finding> &Findings) {
  findings::sortUnique(Findings, identity);
}

static std::vector<std::string> incompleteFunctions(const facts::TuFacts &Tu) {
  std::vector<std::string> Functions;
  for (const auto &F : Tu.Functions)
    if (!F->Incomplete.empty())
      Functions.push_back("function '" + Tu.Strings->str(F->Name).str() +
                          "': " + F->Incomplete);
  return Functions;
}

Analysis analyse(extract::Extractor &Extractor, clang::ASTContext &Context,
                 const Options &Opts, const model::RuleSet &Rules,
                 llvm::StringRef Directory) {
  facts::TuFacts Facts = Extractor.finish(Context);
  findings::FindingList Sink;
  Analysis Out;
  checks::EngineOptions Engine = engineOptions(Opts);
  Engine.GaveUp = [&](llvm::StringRef Function) {
    Out.Incomplete.push_back("function '" + Function.str() +
                             "': not to its end, it is too large");
  };
  if (Opts.RecordUnit) {
    for (std::string &File : Facts.Files)
      makeAbsolute(File, Directory);
    checks::Record Record =
        checks::runAndRecord(Facts, Extractor.provider(), Rules, Engine, Sink);
    Out.Unit = std::move(Record.Unit);
    Out.Teaching = std::move(Record.Teaching);
  } else {
    checks::run(Facts, Extractor.provider(), Rules, Engine, Sink);
  }
  sortUnique(Sink.All);
  findings::assignFingerprints(Sink.All);
  Out.Findings = std::move(Sink.All);
  llvm::append_range(Out.Incomplete, incompleteFunctions(Facts));
  return Out;
}

findings::SourceExcerpt
excerptOf(const clang::SourceManager &Sources,
          const std::vector<findings::Finding> &Findings) {
  findings::SourceExcerpt Excerpt;
  findings::ExcerptNeeds Needs = findings::excerptNeeds(Findings);
  FileLookup Files(Sources);
  for (const findings::Place &P : Needs.Lines) {
    clang::FileID Id = Files.find(P.File);
    if (Id.isInvalid() || !P.Line)
      continue;
    addLine(Excerpt, P.File, P.Line, Id, Sources);
    addLine(Excerpt, P.File, P.Line - 1, Id, Sources);
  }
  for (const auto &[File, Offset] : Needs.Offsets) {
    clang::FileID Id = Files.find(File);
    if (Id.isInvalid() || Offset > Sources.getBufferData(Id).size())
      continue;
    unsigned Line = Sources.getLineNumber(Id, Offset);
    Excerpt.addOffset(File, Offset,
                      {File, Line, Sources.getColumnNumber(Id, Offset)});
    addLine(Excerpt, File, Line, Id, Sources);
    if (Excerpt.content(File).empty())
      Excerpt.addContent(File,
                         findings::contentHash(Sources.getBufferData(Id)));
  }
  return Excerpt;
}

} // namespace gfpcheck::driver
