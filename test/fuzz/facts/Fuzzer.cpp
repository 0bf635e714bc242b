// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever text comes in: parsing ends, and what parses prints to a text that
// parses to the same.
#include "facts/FactsText.h"

using namespace gfpcheck::facts;

static std::string printed(const TuFacts &Tu) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  print(OS, Tu);
  return Text;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  llvm::Expected<TuFacts> Tu = parse(Text);
  if (!Tu) {
    llvm::consumeError(Tu.takeError());
    return 0;
  }
  std::string Once = printed(*Tu);
  llvm::Expected<TuFacts> Again = parse(Once);
  if (!Again) {
    llvm::errs() << llvm::toString(Again.takeError()) << '\n' << Once;
    abort();
  }
  std::string Twice = printed(*Again);
  if (Once != Twice) {
    llvm::errs() << Once << "---\n" << Twice;
    abort();
  }
  return 0;
}
