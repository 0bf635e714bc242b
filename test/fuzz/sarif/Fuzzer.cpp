// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever a SARIF log says: reading ends, an error says why, and what is read
// can be compared and reported.
#include "report/Difference.h"
#include "report/SarifReader.h"
#include "llvm/Support/raw_ostream.h"

using namespace gfpcheck;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  auto Log = report::readSarif(Text, "x.sarif");
  if (!Log) {
    if (llvm::toString(Log.takeError()).empty())
      abort();
    return 0;
  }
  auto Difference = report::compare(*Log, *Log);
  if (!Difference) {
    llvm::consumeError(Difference.takeError());
    return 0;
  }
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  auto Reporter = report::makeSarifReporter(OS, {});
  for (const report::ChangedFinding &F : Difference->Findings) {
    if (F.What != report::Change::Unchanged)
      abort(); // A log is no different from itself.
    Reporter->add(
        {F.Finding->Finding, Log->Excerpt, F.Finding->Suppressed, F.What});
  }
  Reporter->finish({});
  return 0;
}
