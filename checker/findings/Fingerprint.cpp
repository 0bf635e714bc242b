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

std::string nthFingerprint(llvm::StringRef Fingerprint, unsigned N) {
  return N ? fingerprint({Fingerprint, llvm::utostr(N)}) : Fingerprint.str();
}

void assignFingerprints(std::vector<Finding> &Findings) {
  llvm::StringMap<unsigned> Seen;
  for (Finding &F : Findings) {
    if (F.Fingerprint.empty())
      F.Fingerprint =
          fingerprint({F.RuleId, llvm::sys::path::filename(F.Where.File),
                       F.Function, F.Message});
    F.Fingerprint = nthFingerprint(F.Fingerprint, Seen[F.Fingerprint]++);
  }
}

} // namespace gfpcheck::findings
