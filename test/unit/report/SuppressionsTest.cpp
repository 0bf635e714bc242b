// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Suppressions.h"
#include "gtest/gtest.h"

namespace {

using namespace gfpcheck;

/// What suppresses a gfp-leak on line 2, whose source is Line2 below Line1.
std::optional<std::string> reason(llvm::StringRef Line1,
                                  llvm::StringRef Line2) {
  findings::SourceExcerpt E;
  E.addLine("x.c", 1, Line1);
  E.addLine("x.c", 2, Line2);
  findings::Finding F;
  F.RuleId = "gfp-leak";
  F.Where = {"x.c", 2, 1};
  return report::suppressionOf(F, E);
}

TEST(Suppressions, StandOnTheLineOrAbove) {
  EXPECT_EQ(reason("", "f(); /* gfpcheck: ignore gfp-leak it is kept */"),
            "it is kept");
  EXPECT_EQ(reason("/* gfpcheck: ignore gfp-leak it is kept */", "f();"),
            "it is kept");
  EXPECT_EQ(reason("// gfpcheck: ignore gfp-leak", "f();"), "");
}

TEST(Suppressions, NameTheirRules) {
  EXPECT_EQ(reason("", "/* gfpcheck: ignore gfp-use,gfp-leak both */"), "both");
  EXPECT_FALSE(reason("", "/* gfpcheck: ignore gfp-use */"));
  EXPECT_FALSE(reason("", "/* gfpcheck: ignore gfp-leaks */"));
  EXPECT_FALSE(reason("", "/* gfpcheck: ignore */"));
  EXPECT_FALSE(reason("", "/* gfpcheck: ignore all */"));
}

TEST(Suppressions, AreComments) {
  EXPECT_FALSE(reason("", "puts(\"gfpcheck: ignore gfp-leak\");"));
  EXPECT_FALSE(reason("", "gfpcheck: ignore gfp-leak"));
  EXPECT_EQ(reason(" * gfpcheck: ignore gfp-leak in a block", "f();"),
            "in a block");
}

TEST(Suppressions, NeedTheSource) {
  findings::Finding F;
  F.RuleId = "gfp-leak";
  F.Where = {"x.c", 2, 1};
  EXPECT_FALSE(report::suppressionOf(F, {}));
}

} // namespace
