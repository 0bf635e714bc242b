// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CheckFilter.h"
#include "gtest/gtest.h"

namespace {

using gfpcheck::driver::CheckFilter;

bool enabled(llvm::StringRef Globs, llvm::StringRef Id) {
  return llvm::cantFail(CheckFilter::parse(Globs)).enabled(Id);
}

TEST(CheckFilter, TakesAllByDefault) {
  EXPECT_TRUE(enabled("", "gfp-leak"));
  EXPECT_TRUE(enabled(" ", "gfp-leak"));
}

TEST(CheckFilter, TakesWhatIsNamed) {
  EXPECT_TRUE(enabled("gfp-leak,gfp-double-free", "gfp-leak"));
  EXPECT_FALSE(enabled("gfp-leak", "gfp-double-free"));
  EXPECT_TRUE(enabled("gfp-l*", "gfp-large-stack"));
}

TEST(CheckFilter, LetsTheLastGlobDecide) {
  EXPECT_FALSE(enabled("*,-gfp-leak", "gfp-leak"));
  EXPECT_TRUE(enabled("-gfp-leak,*", "gfp-leak"));
  EXPECT_TRUE(enabled("-*, gfp-leak", "gfp-leak"));
  EXPECT_FALSE(enabled("-*,gfp-leak", "gfp-double-free"));
}

TEST(CheckFilter, StartsFromAllWhenItOnlyTakesAway) {
  EXPECT_FALSE(enabled("-gfp-leak", "gfp-leak"));
  EXPECT_TRUE(enabled("-gfp-leak", "gfp-double-free"));
}

TEST(CheckFilter, RefusesABadGlob) {
  auto Filter = CheckFilter::parse("gfp-[");
  ASSERT_FALSE(bool(Filter));
  EXPECT_NE(llvm::toString(Filter.takeError()).find("gfp-["),
            std::string::npos);
}

TEST(CheckFilter, OutlivesItsText) {
  auto Parse = [] {
    std::string Text = "gfp-a-name-too-long-for-a-small-string*";
    return llvm::cantFail(CheckFilter::parse(Text));
  };
  CheckFilter Copy = Parse();
  CheckFilter Another = Copy;
  EXPECT_TRUE(Another.enabled("gfp-a-name-too-long-for-a-small-string-x"));
}

} // namespace
