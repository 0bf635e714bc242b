// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever text comes in as the result of a file: reading it ends, and what is
// read is written as it was read.
#include "driver/ResultJson.h"
#include "llvm/Support/Endian.h"

using namespace gfpcheck::driver;

static size_t Taken = 0;
extern "C" size_t gfpcheckFuzzerTaken() { return Taken; }

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  std::string Payload(8, '\0');
  llvm::support::endian::write64le(Payload.data(), Size);
  Payload.append(reinterpret_cast<const char *>(Data), Size);
  Payload.append(8, '\0'); // It teaches nothing.
  llvm::Expected<TuResult> Result = unpackResult(Payload);
  if (!Result) {
    llvm::consumeError(Result.takeError());
    return 0;
  }
  ++Taken;
  std::string Once = packResult(*Result);
  llvm::Expected<TuResult> Again = unpackResult(Once);
  if (!Again || packResult(*Again) != Once)
    abort();
  return 0;
}
