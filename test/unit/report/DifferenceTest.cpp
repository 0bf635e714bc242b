// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Difference.h"
#include "findings/Fingerprint.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

using namespace gfpcheck;
using namespace gfpcheck::report;
using testing::ElementsAre;

void add(Recording &To, llvm::StringRef File, unsigned Line,
         llvm::StringRef Fingerprint,
         std::optional<std::string> Suppressed = {}) {
  findings::Finding F;
  F.Where = {File.str(), Line, 1};
  F.Fingerprint = Fingerprint.str();
  To.Findings.push_back(
      {F,
       std::move(Suppressed),
       {{findings::FingerprintName.str(), Fingerprint.str()}}});
}

/// "+a.c:1" for what was introduced, "-" fixed, "=" unchanged, "s" and "b" for
/// what is silent.
std::vector<std::string> difference(const Recording &Old,
                                    const Recording &New) {
  std::vector<std::string> Out;
  Difference D = llvm::cantFail(compare(Old, New));
  for (const ChangedFinding &F : D.Findings)
    Out.push_back("+-=sb"[unsigned(F.What)] + F.Finding->Finding.Where.File +
                  ":" + std::to_string(F.Finding->Finding.Where.Line));
  return Out;
}

TEST(Difference, LinesDoNotMatter) {
  Recording Old, New;
  add(Old, "a.c", 1, "f");
  add(New, "a.c", 100, "f");
  EXPECT_THAT(difference(Old, New), ElementsAre("=a.c:100"));
}

TEST(Difference, EqualFingerprintsCount) {
  Recording Old, New;
  add(Old, "a.c", 1, "f");
  add(Old, "b.c", 2, "f");
  add(New, "b.c", 3, "f");
  EXPECT_THAT(difference(Old, New), ElementsAre("=b.c:3", "-a.c:1"));
  EXPECT_THAT(difference(New, Old), ElementsAre("+a.c:1", "=b.c:2"));
}

TEST(Difference, TheSecondBecomesTheFirst) {
  Recording Old, New;
  add(Old, "a.c", 1, "f");
  add(Old, "b.c", 2, findings::nthFingerprint("f", 1));
  add(New, "b.c", 2, "f");
  EXPECT_THAT(difference(Old, New), ElementsAre("=b.c:2", "-a.c:1"));
}

TEST(Difference, TheLineOfSourceDecides) {
  Recording Old, New;
  add(Old, "a.c", 1, "f");
  add(Old, "a.c", 2, "f");
  Old.Excerpt.addLine("a.c", 1, "\tfirst();");
  Old.Excerpt.addLine("a.c", 2, "\tsecond();");
  add(New, "a.c", 1, "f");
  New.Excerpt.addLine("a.c", 1, "  second();");
  EXPECT_THAT(difference(Old, New), ElementsAre("=a.c:1", "-a.c:1"));
}

TEST(Difference, PathsAreBelowTheRoots) {
  Recording Old, New;
  Old.Root = "/old";
  New.Root = "/elsewhere/new";
  add(Old, "/old/x/a.c", 1, "f");
  add(Old, "/old/y/a.c", 2, "f");
  add(New, "/elsewhere/new/y/a.c", 3, "f");
  EXPECT_THAT(difference(Old, New),
              ElementsAre("=/elsewhere/new/y/a.c:3", "-/old/x/a.c:1"));
}

TEST(Difference, WhatIsSuppressedIsNotThere) {
  Recording Old, New;
  add(Old, "silenced.c", 1, "1");
  add(New, "silenced.c", 1, "1", "why");
  add(Old, "speaks.c", 1, "2", "why");
  add(New, "speaks.c", 1, "2");
  add(New, "born.c", 1, "3", "why");
  add(Old, "goes.c", 1, "4", "why");
  add(Old, "stays.c", 1, "5", "why");
  add(New, "stays.c", 1, "5", "why");
  EXPECT_THAT(difference(Old, New),
              ElementsAre("ssilenced.c:1", "+speaks.c:1", "bborn.c:1",
                          "=stays.c:1"));
}

TEST(Difference, TheSuppressedNeighbourStays) {
  Recording Old, New;
  add(Old, "a.c", 1, "f");
  add(Old, "a.c", 2, "f", "why");
  add(New, "a.c", 1, "f", "why");
  EXPECT_THAT(difference(Old, New), ElementsAre("=a.c:1", "-a.c:1"));
}

TEST(Difference, WhatWasNotCheckedIsUnknown) {
  Recording Old, New;
  Old.Root = "/old";
  New.Root = "/new";
  add(Old, "/old/a.c", 1, "f");
  New.Failed.push_back({"/new/a.c", {"why"}});
  EXPECT_THAT(difference(Old, New), ElementsAre());
  EXPECT_EQ(llvm::cantFail(compare(Old, New)).Unknown, 1u);
}

TEST(Difference, OtherNamesAreAnError) {
  Recording Old, New;
  add(Old, "a.c", 1, "f");
  New = Old;
  New.Findings[0].Fingerprints = {{"other", "f"}};
  auto D = compare(Old, New);
  ASSERT_FALSE(bool(D));
  EXPECT_THAT(llvm::toString(D.takeError()),
              testing::HasSubstr("OLD has the fingerprints "
                                 "gfpcheckFinding/v1, NEW has other"));
}

} // namespace
