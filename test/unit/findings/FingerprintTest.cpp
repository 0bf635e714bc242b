// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "findings/Fingerprint.h"
#include "llvm/ADT/STLExtras.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

using namespace gfpcheck::findings;
using testing::MatchesRegex;

Finding finding(unsigned Line) {
  Finding F;
  F.RuleId = "gfp-leak";
  F.Where = {"/a/b/x.c", Line, 3};
  F.Function = "probe";
  F.Message = "'p' is lost";
  return F;
}

TEST(Fingerprint, IsTheSameOnEveryMachine) {
  EXPECT_EQ(fingerprint({"gfp-leak", "probe"}), "03a7ffcbb1ee2ef4");
}

TEST(Fingerprint, IsSixteenHexDigits) {
  EXPECT_THAT(fingerprint({"a"}), MatchesRegex("[0-9a-f]{16}"));
  EXPECT_THAT(fingerprint({}), MatchesRegex("[0-9a-f]{16}"));
}

TEST(Fingerprint, TellsWhereAPartEnds) {
  EXPECT_NE(fingerprint({"ab", "c"}), fingerprint({"a", "bc"}));
  EXPECT_NE(fingerprint({"a"}), fingerprint({"a", ""}));
  EXPECT_NE(fingerprint({"1:a"}), fingerprint({"1", "a"}));
}

TEST(AssignFingerprints, IgnoresLinesAndFolders) {
  std::vector<Finding> A{finding(10)}, B{finding(99)};
  B[0].Where.File = "/elsewhere/x.c";
  assignFingerprints(A);
  assignFingerprints(B);
  EXPECT_EQ(A[0].Fingerprint, B[0].Fingerprint);
}

TEST(AssignFingerprints, TellsApartWhatIsEqual) {
  std::vector<Finding> Two{finding(10), finding(20)}, One{finding(10)};
  assignFingerprints(Two);
  assignFingerprints(One);
  EXPECT_NE(Two[0].Fingerprint, Two[1].Fingerprint);
  EXPECT_EQ(Two[0].Fingerprint, One[0].Fingerprint);
}

TEST(AssignFingerprints, KeepsThatOfTheCheck) {
  std::vector<Finding> Findings{finding(1)};
  Findings[0].Fingerprint = "0123456789abcdef";
  assignFingerprints(Findings);
  EXPECT_EQ(Findings[0].Fingerprint, "0123456789abcdef");
}

TEST(AssignFingerprints, ChangesWithFunctionAndMessage) {
  std::vector<Finding> A{finding(1)}, B{finding(1)}, C{finding(1)};
  B[0].Function = "remove";
  C[0].Message = "'q' is lost";
  assignFingerprints(A);
  assignFingerprints(B);
  assignFingerprints(C);
  EXPECT_NE(A[0].Fingerprint, B[0].Fingerprint);
  EXPECT_NE(A[0].Fingerprint, C[0].Fingerprint);
}

TEST(Finding, OfEqualOnesTheSameIsToldWhateverElseThereIs) {
  auto Way = [](std::vector<unsigned> Lines) {
    Finding F = finding(1);
    for (unsigned Line : Lines)
      F.Trace.push_back({TraceStep::Kind::Call, {"x.c", Line, 1}, "f", "g"});
    return F;
  };
  std::vector<Finding> All = {Way({7, 8}), Way({5}), Way({3, 9}), Way({4})};
  std::vector<unsigned> Order;
  llvm::sort(All, isToldBefore);
  for (const Finding &F : All)
    Order.push_back(F.Trace.front().Where.Line);
  EXPECT_THAT(Order, testing::ElementsAre(4, 5, 3, 7));
  EXPECT_FALSE(isToldBefore(All[0], All[0]));
}

} // namespace
