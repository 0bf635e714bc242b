// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/KernelConfig.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

using gfpcheck::driver::configChanges;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(ConfigChanges, TellsWhatDiffers) {
  EXPECT_THAT(configChanges("CONFIG_A=y\nCONFIG_B=m\nCONFIG_C=\"x=y\"\n"
                            "# CONFIG_D is not set\n",
                            "CONFIG_A=y\nCONFIG_C=\"z\"\nCONFIG_D=y\n"),
              ElementsAre("CONFIG_B: wanted m, got n",
                          "CONFIG_C: wanted \"x=y\", got \"z\"",
                          "CONFIG_D: wanted n, got y"));
}

TEST(ConfigChanges, TakesAbsentAsNotSet) {
  EXPECT_THAT(configChanges("# CONFIG_A is not set\n", ""), IsEmpty());
  EXPECT_THAT(configChanges("CONFIG_A=n\n", "# CONFIG_A is not set\n"),
              IsEmpty());
}

TEST(ConfigChanges, IgnoresDefaultsCommentsAndTools) {
  EXPECT_THAT(configChanges("# a comment\n\nCONFIG_CC_VERSION_TEXT=\"gcc\"\n"
                            "CONFIG_GCC_VERSION=120200\n",
                            "CONFIG_NEW=y\nCONFIG_CLANG_VERSION=190107\n"),
              IsEmpty());
}

} // namespace
