// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ProgramRun.h"
#include "checks/SleepInAtomic.h"
#include "driver/Analysis.h"
#include "findings/Fingerprint.h"
#include "link/Crowds.h"
#include "link/Image.h"
#include "link/Index.h"
#include "link/Infer.h"
#include "link/Linker.h"
#include "model/RuleSet.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/ThreadPool.h"
#include <map>
#include <set>

namespace gfpcheck::driver {

ProgramRun::ProgramRun(const Options &Opts,
                       std::shared_ptr<const model::RuleSet> Rules,
                       bool ForIndex)
    : Opts(Opts), Rules(std::move(Rules)),
      Program(std::make_unique<link::Program>(ForIndex)) {}

ProgramRun::~ProgramRun() = default;

llvm::Error ProgramRun::add(llvm::StringRef Unit, uint32_t Number) {
  return Program->add(Unit, Number);
}

llvm::Error ProgramRun::resume(link::ImageBytes Image) {
  auto Read = link::readImage(*Program, std::move(Image));
  if (!Read)
    return Read.takeError();
  Former = std::move(*Read);
  return llvm::Error::success();
}

void ProgramRun::keep(llvm::ArrayRef<bool> Keep) {
  link::keepUnits(*Program, *Former, Keep);
}

link::ImageBytes ProgramRun::image() const { return link::packImage(*Linker); }

size_t ProgramRun::judged() const { return Linker->judged(); }

bool ProgramRun::knowsBetter(llvm::StringRef Function) const {
  return Linker->knowsBetter(Program->strings().lookup(Function));
}

std::vector<model::Api> ProgramRun::infer(const link::InferOptions &Opts) {
  return link::infer(*Linker, Opts);
}

std::vector<findings::Finding> ProgramRun::link(std::string *Index) {
  Program->index();
  Engine = std::make_unique<checks::EngineOptions>(engineOptions(Opts));
  Linker = std::make_unique<link::Linker>(*Program, *Rules, *Engine,
                                          std::move(Former));
  Linker->propagate();
  findings::FindingList Sink;
  Linker->judge(Sink);
  if (Index) {
    const model::BugRule *Sleep = Rules->bug(checks::SleepInAtomicId);
    *Index = link::packIndex(*Linker, *Rules, Sleep ? Sleep->Forbidden : 0);
  }
  sortUnique(Sink.All);
  link::thinOut(Sink.All);
  llvm::erase_if(Sink.All, [&](const findings::Finding &F) {
    return F.Confidence < Engine->MinConfidence;
  });
  findings::assignFingerprints(Sink.All);
  return std::move(Sink.All);
}

namespace {

/// Some lines of a file, in their order.
struct FileLines {
  const std::string &File;
  const std::set<unsigned> &Wanted;
  std::vector<std::pair<unsigned, std::string>> Found;
};

} // namespace

static std::unique_ptr<llvm::MemoryBuffer> contentOf(const std::string &File,
                                                     const FileOverlay *Other) {
  if (Other)
    if (auto It = Other->find(File); It != Other->end())
      return It->second ? llvm::MemoryBuffer::getMemBuffer(*It->second)
                        : nullptr;
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  return Buffer ? std::move(*Buffer) : nullptr;
}

static void readLines(FileLines &Lines, const FileOverlay *Overlay) {
  auto Buffer = contentOf(Lines.File, Overlay);
  if (!Buffer)
    return;
  unsigned Line = 0;
  for (llvm::StringRef Rest = Buffer->getBuffer();
       !Rest.empty() && Line < *Lines.Wanted.rbegin();) {
    auto [Text, More] = Rest.split('\n');
    if (Lines.Wanted.count(++Line))
      Lines.Found.push_back({Line, Text.rtrim('\r').str()});
    Rest = More;
  }
}

findings::SourceExcerpt
excerptFromDisk(const std::vector<findings::Finding> &Findings,
                const FileOverlay *Overlay) {
  findings::SourceExcerpt Excerpt;
  findings::ExcerptNeeds Needs = findings::excerptNeeds(Findings);
  std::map<std::string, std::set<unsigned>> Wanted;
  for (const findings::Place &P : Needs.Lines)
    if (P.Line)
      Wanted[P.File].insert({P.Line - 1, P.Line});
  std::vector<FileLines> All;
  for (const auto &[File, Lines] : Wanted)
    All.push_back({File, Lines, {}});
  llvm::DefaultThreadPool Pool;
  for (FileLines &Lines : All)
    Pool.async([&] { readLines(Lines, Overlay); });
  Pool.wait();
  for (const FileLines &Lines : All)
    for (const auto &[Line, Text] : Lines.Found)
      Excerpt.addLine(Lines.File, Line, Text);
  return Excerpt;
}

} // namespace gfpcheck::driver
