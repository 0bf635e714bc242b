// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "model/Gfp.h"
#include "ruleio/Rules.h"
#include <gtest/gtest.h>

using namespace gfpcheck;
using model::GfpDecoder;
using model::GfpMeaning;

namespace {

constexpr unsigned version(unsigned A, unsigned B, unsigned C = 0) {
  return (A << 16) + (B << 8) + C;
}

/// The decoder of a kernel version with the built-in tables.
class Gfp : public ::testing::Test {
protected:
  ruleio::RuleSetPtr Rules = llvm::cantFail(ruleio::loadBuiltin());

  GfpDecoder at(unsigned Version,
                std::vector<std::pair<std::string, uint64_t>> Values = {}) {
    return GfpDecoder(Rules->gfp(Version), Values);
  }
  /// The value of an expression over flags: "GFP_KERNEL __GFP_ZERO".
  static uint64_t mask(const GfpDecoder &D, llvm::StringRef Names) {
    uint64_t M = 0;
    llvm::SmallVector<llvm::StringRef> List;
    Names.split(List, ' ');
    for (llvm::StringRef N : List) {
      EXPECT_NE(D.value(N), 0u) << N.str();
      M |= D.value(N);
    }
    return M;
  }
};

TEST_F(Gfp, TablesAreChosenByVersion) {
  EXPECT_EQ(Rules->gfp(version(2, 6, 32)).Id, "2.6");
  EXPECT_EQ(Rules->gfp(version(4, 3)).Id, "2.6");
  EXPECT_EQ(Rules->gfp(version(4, 4)).Id, "6.12");
  EXPECT_EQ(Rules->gfp(version(6, 12, 117)).Id, "6.12");
  EXPECT_EQ(Rules->gfp(version(99, 0)).Id, "6.12");
  EXPECT_EQ(Rules->gfp(0).Id, "6.12");
  EXPECT_EQ(Rules->gfp(version(2, 4, 20)).Id, "2.6");
}

// Tables 1 to 4 of "Allocating Memory in the Kernel".
TEST_F(Gfp, Kernel26HasEveryFlagOfTheArticle) {
  GfpDecoder D = at(version(2, 6));
  for (llvm::StringRef Name :
       {"__GFP_COLD", "__GFP_FS", "__GFP_HIGH", "__GFP_IO", "__GFP_NOFAIL",
        "__GFP_NORETRY", "__GFP_NOWARN", "__GFP_REPEAT", "__GFP_WAIT",
        "__GFP_DMA"})
    EXPECT_NE(D.value(Name), 0u) << Name.str();
  EXPECT_EQ(D.value("GFP_ATOMIC"), D.value("__GFP_HIGH"));
  EXPECT_EQ(D.value("GFP_NOIO"), D.value("__GFP_WAIT"));
  EXPECT_EQ(D.value("GFP_NOFS"), mask(D, "__GFP_WAIT __GFP_IO"));
  EXPECT_EQ(D.value("GFP_KERNEL"), mask(D, "__GFP_WAIT __GFP_IO __GFP_FS"));
  EXPECT_EQ(D.value("GFP_USER"),
            mask(D, "__GFP_WAIT __GFP_IO __GFP_FS __GFP_HARDWALL"));
  EXPECT_EQ(D.value("GFP_DMA"), D.value("__GFP_DMA"));
  EXPECT_TRUE(D.has(D.value("GFP_KERNEL"), GfpMeaning::Blocks));
  EXPECT_FALSE(D.has(D.value("GFP_ATOMIC"), GfpMeaning::Blocks));
  EXPECT_EQ(D.bits(GfpMeaning::Kswapd), 0u); // Not told apart before 4.4.
}

TEST_F(Gfp, Kernel612SaysWhatBlocks) {
  GfpDecoder D = at(version(6, 12));
  for (llvm::StringRef Name : {"GFP_KERNEL", "GFP_NOFS", "GFP_NOIO", "GFP_USER",
                               "GFP_HIGHUSER_MOVABLE", "GFP_TRANSHUGE"})
    EXPECT_TRUE(D.has(D.value(Name), GfpMeaning::Blocks)) << Name.str();
  for (llvm::StringRef Name : {"GFP_ATOMIC", "GFP_NOWAIT", "GFP_DMA",
                               "GFP_TRANSHUGE_LIGHT", "__GFP_ZERO"})
    EXPECT_FALSE(D.has(D.value(Name), GfpMeaning::Blocks)) << Name.str();
  EXPECT_FALSE(D.has(D.value("GFP_NOFS"), GfpMeaning::Fs));
  EXPECT_TRUE(D.has(D.value("GFP_NOFS"), GfpMeaning::Io));
  EXPECT_FALSE(D.has(D.value("GFP_NOIO"), GfpMeaning::Io));
  EXPECT_EQ(D.value("GFP_KERNEL"), 0xcc0u);
  EXPECT_EQ(D.value("GFP_ATOMIC"), 0x820u);
}

TEST_F(Gfp, SpellsAsDevelopersDo) {
  GfpDecoder D = at(version(6, 12));
  auto Spelled = [&](llvm::StringRef Names) {
    return D.spell(mask(D, Names));
  };
  EXPECT_EQ(Spelled("GFP_KERNEL"), "GFP_KERNEL");
  EXPECT_EQ(Spelled("GFP_KERNEL __GFP_ZERO"), "GFP_KERNEL | __GFP_ZERO");
  EXPECT_EQ(Spelled("GFP_ATOMIC __GFP_NOWARN"), "GFP_ATOMIC | __GFP_NOWARN");
  EXPECT_EQ(Spelled("GFP_NOWAIT"), "GFP_NOWAIT");
  EXPECT_EQ(Spelled("GFP_KERNEL GFP_DMA"), "GFP_KERNEL | GFP_DMA");
  EXPECT_EQ(Spelled("GFP_KERNEL __GFP_HARDWALL"), "GFP_USER");
  EXPECT_EQ(Spelled("GFP_ATOMIC GFP_KERNEL"), "GFP_KERNEL | __GFP_HIGH");
  EXPECT_EQ(Spelled("__GFP_RECLAIM"), "GFP_NOIO");
  EXPECT_EQ(Spelled("__GFP_DIRECT_RECLAIM"), "__GFP_DIRECT_RECLAIM");
  EXPECT_EQ(Spelled("GFP_KERNEL_ACCOUNT __GFP_NOWARN"),
            "GFP_KERNEL_ACCOUNT | __GFP_NOWARN");
  EXPECT_EQ(D.spell(0), "0");
}

TEST_F(Gfp, SpellsWhatWasTakenAway) {
  GfpDecoder D = at(version(6, 12));
  EXPECT_EQ(D.spell(D.value("GFP_KERNEL") & ~D.value("__GFP_DIRECT_RECLAIM")),
            "GFP_KERNEL & ~__GFP_DIRECT_RECLAIM");
}

TEST_F(Gfp, SpellsUnknownBitsAsNumbers) {
  GfpDecoder D = at(version(6, 12));
  EXPECT_EQ(D.spell(D.value("GFP_KERNEL") | (1ull << 40)),
            "GFP_KERNEL | 0x10000000000");
}

TEST_F(Gfp, ValuesOfTheUnitComeFirst) {
  GfpDecoder D = at(version(6, 12), {{"___GFP_IO", 0x1},
                                     {"___GFP_FS", 0x2},
                                     {"___GFP_DIRECT_RECLAIM", 0x4},
                                     {"___GFP_KSWAPD_RECLAIM", 0x8}});
  EXPECT_EQ(D.value("__GFP_IO"), 0x1u);
  EXPECT_EQ(D.value("GFP_KERNEL"), 0xfu);
  EXPECT_EQ(D.bits(GfpMeaning::Blocks), 0x4u);
  EXPECT_EQ(D.spell(0xf), "GFP_KERNEL");
}

TEST_F(Gfp, ATypeGivenByTheUnitIsNotPutTogether) {
  GfpDecoder D = at(version(6, 12), {{"GFP_ATOMIC", 0xa20}});
  EXPECT_EQ(D.value("GFP_ATOMIC"), 0xa20u);
}

TEST(GfpDecoder, WithoutATableKnowsNothing) {
  GfpDecoder D;
  EXPECT_EQ(D.bits(GfpMeaning::Blocks), 0u);
  EXPECT_EQ(D.spell(0x10), "0x10");
  EXPECT_FALSE(D.has(~0ull, GfpMeaning::Blocks));
}

TEST(GfpDecoder, ACycleInATableEnds) {
  model::GfpTable T;
  T.Flags.resize(2);
  T.Flags[0].Name = "A";
  T.Flags[0].Parts = {"B"};
  T.Flags[1].Name = "B";
  T.Flags[1].Parts = {"A"};
  EXPECT_EQ(GfpDecoder(T, {}).value("A"), 0u);
}

} // namespace
