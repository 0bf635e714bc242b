// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files that are made to break the reader: it says no, in bounded time.
#include "RuleText.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

using namespace gfpcheck;
using namespace gfpcheck::ruleio;
using ::testing::HasSubstr;

namespace {

std::string errorsOf(llvm::StringRef Text) {
  RuleText T;
  T.layer(Text);
  return T.errors();
}

TEST(Guard, Tabs) {
  EXPECT_THAT(errorsOf("apis:\n\t- {name: f}\n"),
              HasSubstr("rules-1.yaml:2:1: error: tab character; use spaces"));
}

TEST(Guard, ControlCharactersAndBrokenUtf8) {
  EXPECT_THAT(errorsOf("apis: \x01\n"), HasSubstr("control character"));
  EXPECT_THAT(errorsOf(llvm::StringRef("a\0b\n", 4)),
              HasSubstr("control character"));
  EXPECT_THAT(errorsOf("apis: \xff\n"), HasSubstr("not valid UTF-8"));
  EXPECT_THAT(errorsOf("apis: \xe2\x82"), HasSubstr("not valid UTF-8"));
}

TEST(Guard, CutShort) {
  EXPECT_THAT(errorsOf("apis:\n  - {name: f, sleeps: never, source: s}"),
              HasSubstr("no newline at the end of the file; is it truncated?"));
  EXPECT_NE(errorsOf("apis:\n  - {name: f, sleeps:\n"), "");
  EXPECT_NE(errorsOf("apis:\n  - {name: \"f\n"), "");
}

TEST(Guard, AnchorsAliasesAndTags) {
  EXPECT_THAT(errorsOf("apis: &a [*a, *a]\n"),
              HasSubstr("anchors and aliases are not allowed"));
  EXPECT_THAT(errorsOf("apis:\n  - {name: !!binary f}\n"),
              HasSubstr("tags are not allowed"));
}

TEST(Guard, WrongShapes) {
  EXPECT_THAT(errorsOf("- a\n- b\n"), HasSubstr("expected a mapping"));
  EXPECT_THAT(errorsOf("apis: yes\n"), HasSubstr("expected a list"));
  EXPECT_THAT(errorsOf("apis:\n  - [f]\n"), HasSubstr("expected a mapping"));
  EXPECT_THAT(errorsOf("apis:\n"), HasSubstr("found nothing"));
  EXPECT_THAT(errorsOf("apis: []\n---\napis: []\n"),
              HasSubstr("only one document"));
}

TEST(Guard, DeepAndLong) {
  EXPECT_THAT(errorsOf("a: " + std::string(5000, 'x') + "\n"),
              HasSubstr("line longer than"));
  EXPECT_THAT(errorsOf("a: " + std::string(1000, '[') + "\n"),
              HasSubstr("brackets nested too deeply"));
  EXPECT_THAT(errorsOf(std::string(1000, ' ') + "a: b\n"),
              HasSubstr("indented too deeply"));
  std::string Deep;
  for (int I = 0; I < 190; ++I)
    Deep += std::string(I, ' ') + "a:\n";
  EXPECT_NE(errorsOf(Deep), "");
  std::string Dashes;
  for (int I = 0; I < 2000; ++I)
    Dashes += "- ";
  EXPECT_NE(errorsOf(Dashes + "a\n"), "");
}

TEST(Guard, ManyMistakesAreCounted) {
  std::string Text = "apis:\n";
  for (int I = 0; I < 1000; ++I)
    Text += "  - {nme: f}\n";
  std::string E = errorsOf(Text);
  EXPECT_LT(llvm::StringRef(E).count("unknown key"), 150u);
  EXPECT_THAT(E, HasSubstr("more errors"));
}

TEST(Guard, FilesThatAreNoFiles) {
  support::Diagnostics D;
  EXPECT_EQ(support::readBounded("/dev/zero", D), nullptr);
  EXPECT_EQ(support::readBounded("/no/such/file.yaml", D), nullptr);
  EXPECT_EQ(support::readBounded("/", D), nullptr);
  EXPECT_EQ(D.errorCount(), 3u);
}

TEST(Guard, AFileTooLargeIsNotRead) {
  llvm::SmallString<128> Path;
  int Fd = 0;
  ASSERT_FALSE(
      llvm::sys::fs::createTemporaryFile("gfpcheck", "yaml", Fd, Path));
  // A hole: it takes no space.
  ASSERT_FALSE(llvm::sys::fs::resize_file(Fd, 100ull << 20));
  llvm::sys::Process::SafelyCloseFileDescriptor(Fd);
  support::Diagnostics D;
  EXPECT_EQ(support::readBounded(Path, D), nullptr);
  EXPECT_THAT(D.text(), HasSubstr("larger than 16 MiB"));
  llvm::sys::fs::remove(Path);
}

/// A rule file with random damage never does more than give errors.
TEST(Guard, RandomDamage) {
  const std::string Good =
      "families:\n  - {name: kmalloc, freed-by: [kfree]}\n"
      "apis:\n  - {name: f, args: 3, alloc: {family: kmalloc, gfp: 2},"
      " sleeps: {if-flag: {arg: 1, flag: X}}, source: 'a.c:1'}\n"
      "  - name: g\n    context:\n      - {enter: [spin, irq-off], object: 1}\n"
      "    source: \"b\\nc\"\n"
      "callbacks:\n  - {slot: a.b, runs-in: [spin], source: s}\n";
  const llvm::StringRef Pieces[] = {"{", "}", "[", "]", ":", ",", "'", "\"",
                                    "|", ">", "&a", "*a", "!!x", "? ", "- ",
                                    "\n", " ", "#", "%", "---\n", "...\n", "\\"};
  std::mt19937 Random(12345);
  auto Below = [&](size_t N) { return Random() % N; };
  for (int Round = 0; Round != 4000; ++Round) {
    std::string Text = Good;
    for (size_t Times = 1 + Below(4); Times; --Times) {
      size_t At = Below(Text.size());
      switch (Below(3)) {
      case 0:
        Text.insert(At, Pieces[Below(std::size(Pieces))].str());
        break;
      case 1:
        Text.erase(At, 1 + Below(12));
        break;
      default:
        Text[At] = char(32 + Below(95));
      }
      if (Text.empty())
        Text = "x";
    }
    errorsOf(Text); // Must come back.
  }
}

} // namespace
