// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever a rule file says: reading ends, and either it is in error, or the
// rules can be used.
#include "ruleio/Builder.h"
#include "ruleio/Schema.h"
#include "support/TextGuard.h"

using namespace gfpcheck;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  support::Diagnostics D;
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  auto Ref = D.addFile(llvm::MemoryBuffer::getMemBufferCopy(Text, "x.yaml"));
  if (!support::checkText(Ref, D))
    return 0;
  ruleio::RawFile File = ruleio::readRuleFile(Ref, D);
  ruleio::Builder B(D);
  B.addLayer(File);
  (void)B.finish();
  if (D.errorCount() != 0 && D.text().empty())
    abort();
  return 0;
}
