// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/SummaryFile.h"
#include "driver/ResultDigest.h"
#include "driver/ResultJson.h"
#include "driver/Store.h"
#include "findings/FindingJson.h"
#include "model/RuleSet.h"
#include "clang/Basic/Version.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"

namespace gfpcheck::driver {

namespace json = llvm::json;
using llvm::support::endian::read64le;
using llvm::support::endian::write64le;

std::string analysisIdentity(const Options &Opts, const model::RuleSet &Rules) {
  return llvm::formatv(
             "gfpcheck {0} {1}; rules {2}; checks '{3}'; kernel {4}; "
             "confidence {5}; rt {6}; frame {7}; unit {8}; headers {9}; "
             "bodies {10}; {11}",
             GFPCHECK_VERSION, ResultSourceDigest, Rules.digest(), Opts.Checks,
             Opts.KernelVersion, unsigned(Opts.MinConfidence), Opts.PreemptRt,
             Opts.FrameWarn, Opts.RecordUnit,
             llvm::sys::Process::GetEnv("GFPCHECK_RESOURCE_DIR").value_or(""),
             Opts.AllBodies, clang::getClangFullVersion())
      .str();
}

std::string packSummary(const SummaryFile &Summary) {
  json::Object Head{{"format", 2},
                    {"source", findings::jsonText(Summary.Source)},
                    {"identity", findings::jsonText(Summary.Identity)}};
  std::string Text = llvm::formatv("{0}", json::Value(std::move(Head))).str();
  std::string Size(8, '\0');
  write64le(Size.data(), Text.size());
  return sealEntry(Size + Text + packResult(Summary.Result));
}

static llvm::Expected<SummaryFile> unpackSummary(llvm::StringRef Bytes) {
  auto Content = openEntry(Bytes);
  if (!Content)
    return Content.takeError();
  llvm::StringRef Rest = *Content;
  uint64_t Size = Rest.size() < 8 ? UINT64_MAX : read64le(Rest.data());
  Rest = Rest.drop_front(std::min<size_t>(Rest.size(), 8));
  if (Size > Rest.size())
    return llvm::createStringError("damaged: a length is wrong");
  auto Head = parseBounded(Rest.take_front(Size));
  if (!Head)
    return Head.takeError();
  SummaryFile Out;
  json::Path::Root Where("summary");
  json::ObjectMapper O(*Head, Where);
  int Format = 0;
  if (!O || !O.map("format", Format) || !O.map("source", Out.Source) ||
      !O.map("identity", Out.Identity))
    return Where.getError();
  if (Format != 2)
    return llvm::createStringError("made by another version of gfpcheck");
  auto Result = unpackResult(Rest.drop_front(Size));
  if (!Result)
    return Result.takeError();
  Out.Result = std::move(*Result);
  return Out;
}

llvm::Expected<SummaryFile> readSummary(llvm::StringRef File) {
  auto Fail = [&](const llvm::Twine &Why) {
    return llvm::createStringError("cannot use the summary '" + File +
                                   "': " + Why);
  };
  llvm::sys::fs::file_status Status;
  if (std::error_code EC = llvm::sys::fs::status(File, Status))
    return Fail(EC.message());
  if (Status.type() != llvm::sys::fs::file_type::regular_file ||
      Status.getSize() > MaxEntryBytes)
    return Fail("not a summary");
  auto Buffer = llvm::MemoryBuffer::getFile(File, false, false, true);
  if (!Buffer)
    return Fail(Buffer.getError().message());
  auto Summary = unpackSummary((*Buffer)->getBuffer());
  if (!Summary)
    return Fail(llvm::toString(Summary.takeError()));
  return Summary;
}

} // namespace gfpcheck::driver
