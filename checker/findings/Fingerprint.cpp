// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "findings/Fingerprint.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

namespace gfpcheck::findings {

std::string fingerprint(llvm::ArrayRef<llvm::StringRef> Parts) {
  std::string Bytes;
  for (llvm::StringRef Part : Parts) {
    Bytes += llvm::utostr(Part.size());
    Bytes += ':';
    Bytes += Part;
  }
  return llvm::utohexstr(llvm::xxh3_64bits(Bytes), /*LowerCase=*/true,
                         /*Width=*/16);
}

void assignFingerprints(std::vector<Finding> &Findings) {
  llvm::StringMap<unsigned> Seen;
  for (Finding &F : Findings) {
    if (F.Fingerprint.empty())
      F.Fingerprint =
          fingerprint({F.RuleId, llvm::sys::path::filename(F.Where.File),
                       F.Function, F.Message});
    unsigned Before = Seen[F.Fingerprint]++;
    if (Before)
      F.Fingerprint = fingerprint({F.Fingerprint, llvm::utostr(Before)});
  }
}

} // namespace gfpcheck::findings
