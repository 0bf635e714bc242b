// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs a fuzz target without a fuzzer: over each file of its corpus, what is
// left when its end is cut off anywhere, and what one wrong byte makes of it.
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"
#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size);
/// How many inputs were good. Only where a corpus can grow out of date.
extern "C" size_t gfpcheckFuzzerTaken() __attribute__((weak));

namespace {

/// Inputs made from one file, at most.
constexpr size_t MostVariants = 400;

std::vector<std::string> corpus() {
  std::vector<std::string> Texts;
  std::error_code EC;
  for (llvm::sys::fs::directory_iterator It(GFPCHECK_CORPUS, EC), End;
       !EC && It != End; It.increment(EC))
    if (auto Buffer = llvm::MemoryBuffer::getFile(It->path()))
      Texts.push_back((*Buffer)->getBuffer().str());
  std::sort(Texts.begin(), Texts.end());
  return Texts;
}

/// In a block of its own length, so that a sanitizer sees what is read behind
/// it.
void run(llvm::StringRef Text) {
  std::vector<uint8_t> Bytes(Text.bytes_begin(), Text.bytes_end());
  Bytes.shrink_to_fit();
  LLVMFuzzerTestOneInput(Bytes.data(), Bytes.size());
}

TEST(Corpus, AsItIs) {
  std::vector<std::string> Texts = corpus();
  ASSERT_FALSE(Texts.empty());
  for (const std::string &Text : Texts)
    run(Text);
}

TEST(Corpus, IsOfToday) {
  if (!gfpcheckFuzzerTaken)
    return;
  for (const std::string &Text : corpus()) {
    size_t Before = gfpcheckFuzzerTaken();
    run(Text);
    EXPECT_GT(gfpcheckFuzzerTaken(), Before)
        << "the corpus is of an earlier form; make it anew";
  }
}

TEST(Corpus, CutOff) {
  for (const std::string &Text : corpus())
    for (size_t N = 0; N < Text.size(); N += 1 + Text.size() / MostVariants)
      run(llvm::StringRef(Text).take_front(N));
}

TEST(Corpus, OneByteWrong) {
  const std::string Bytes("\0\xff\n\t\"{[(:-#@$9", 14);
  for (const std::string &Text : corpus())
    for (size_t N = 0; N < Text.size(); N += 1 + Text.size() / MostVariants) {
      std::string Wrong = Text;
      Wrong[N] = Bytes[N % Bytes.size()];
      run(Wrong);
    }
}

} // namespace
