// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/StackRun.h"
#include "driver/OpenIndex.h"
#include "link/StackChains.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

namespace gfpcheck::driver {

namespace {

namespace fs = llvm::sys::fs;

constexpr uint64_t MaxUsageBytes = 64u << 20; ///< Of one .su file.

llvm::Error readUsage(llvm::StringRef File, link::ExactFrames &Out) {
  uint64_t Size = 0;
  std::error_code EC = fs::file_size(File, Size);
  if (!EC && Size > MaxUsageBytes)
    return llvm::createStringError("'" + File +
                                   "' is too large for a .su file");
  auto Text = EC ? llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>(EC)
                 : llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Text)
    return llvm::createStringError(
        "'" + File + "' cannot be read: " + Text.getError().message());
  Out.add((*Text)->getBuffer());
  return llvm::Error::success();
}

llvm::Error readUsages(llvm::StringRef Where, link::ExactFrames &Out) {
  if (!fs::is_directory(Where))
    return readUsage(Where, Out);
  std::error_code EC;
  std::vector<std::string> Files;
  for (fs::recursive_directory_iterator It(Where, EC, false), End;
       !EC && It != End; It.increment(EC))
    if (llvm::StringRef(It->path()).ends_with(".su"))
      Files.push_back(It->path());
  if (EC)
    return llvm::createStringError("'" + Where +
                                   "' cannot be read: " + EC.message());
  if (Files.empty())
    return llvm::createStringError(
        "there is no .su file in '" + Where +
        "'; build with -fstack-usage (make KCFLAGS=-fstack-usage)");
  llvm::sort(Files);
  for (const std::string &File : Files)
    if (llvm::Error E = readUsage(File, Out))
      return E;
  return llvm::Error::success();
}

} // namespace

int runStack(const StackRequest &Request) {
  link::StackQuestion Question;
  Question.Top = Request.Top;
  Question.AllPointers = Request.AllPointers;
  if (!Request.StackUsage.empty())
    if (llvm::Error E = readUsages(Request.StackUsage, Question.Exact))
      return fail(std::move(E));
  auto Rules = loadRules(Request.Program.Analysis);
  if (!Rules)
    return fail(Rules.takeError());
  const model::BugRule *Rule = (*Rules)->bug(checks::StackDepthId);
  checks::StackLimits Limits(Rule ? *Rule : model::BugRule());
  auto Index = openIndex(Request.IndexFile, Request.Program);
  if (!Index)
    return fail(Index.takeError());
  link::StackAnswer Answer = link::deepestChains(**Index, Question, Limits);
  link::StackTeller Tell{**Index, Limits, relativePaths()};
  switch (Request.Format) {
  case GraphFormat::Text:
    Tell.text(Answer, llvm::outs());
    break;
  case GraphFormat::Json:
    Tell.json(Answer, llvm::outs());
    break;
  case GraphFormat::Dot:
    Tell.dot(Answer, llvm::outs());
    break;
  case GraphFormat::Svg:
    Tell.svg(Answer, llvm::outs());
    break;
  }
  if ((*Index)->damaged())
    return fail(llvm::createStringError(
        "the program index is damaged, so the answer is not all there is; "
        "make it again with 'gfpcheck link'"));
  return ExitClean;
}

} // namespace gfpcheck::driver
