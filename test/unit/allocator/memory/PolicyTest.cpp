// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "policy/Policy.h"
#include <gtest/gtest.h>

using namespace kalloc;
using namespace kalloc::policy;

namespace {

constexpr unsigned version(unsigned Major, unsigned Minor) {
  return Major << 16 | Minor << 8;
}

class Policy : public testing::Test {
protected:
  void TearDown() override { selectVersion(0); }
};

TEST_F(Policy, TheVersionChoosesTheTable) {
  selectVersion(0);
  EXPECT_STREQ(table().Id, "6.12");
  selectVersion(version(6, 12));
  EXPECT_STREQ(table().Id, "6.12");
  selectVersion(version(4, 4));
  EXPECT_STREQ(table().Id, "6.12");
  selectVersion(version(4, 3));
  EXPECT_STREQ(table().Id, "2.6");
  selectVersion(version(2, 4));
  EXPECT_STREQ(table().Id, "2.6");
}

TEST_F(Policy, WhatBlocksIsTheTables) {
  for (unsigned V : {version(2, 6), version(6, 12)}) {
    selectVersion(V);
    for (const char *Type : {"GFP_KERNEL", "GFP_NOFS", "GFP_NOIO", "GFP_USER",
                             "GFP_HIGHUSER"})
      EXPECT_TRUE(mayBlock(value(Type))) << Type;
    for (const char *Type : {"GFP_ATOMIC", "GFP_NOWAIT", "GFP_DMA"})
      EXPECT_FALSE(mayBlock(value(Type))) << Type;
    EXPECT_TRUE(mayBlock(value("GFP_ATOMIC") | value("GFP_KERNEL")));
  }
  selectVersion(0);
  EXPECT_FALSE(
      mayBlock(value("GFP_KERNEL") & ~value("__GFP_DIRECT_RECLAIM")));
}

TEST_F(Policy, ReclaimEntersWhatTheFlagsAllow) {
  EXPECT_TRUE(mayEnterFs(value("GFP_KERNEL")));
  EXPECT_FALSE(mayEnterFs(value("GFP_NOFS")));
  EXPECT_TRUE(mayStartIo(value("GFP_NOFS")));
  EXPECT_FALSE(mayStartIo(value("GFP_NOIO")));
  // Without waiting there is nothing to enter.
  EXPECT_FALSE(mayEnterFs(value("__GFP_FS")));
  GfpMask Kernel = value("GFP_KERNEL");
  EXPECT_EQ(inScopes(Kernel, ScopeNoFs), value("GFP_NOFS"));
  EXPECT_EQ(inScopes(Kernel, ScopeNoIo), value("GFP_NOIO"));
  EXPECT_EQ(inScopes(Kernel, ScopeMemAlloc), Kernel);
}

TEST_F(Policy, KswapdIsWokenByEveryOldRequest) {
  EXPECT_TRUE(wakesKswapd(value("GFP_ATOMIC")));
  EXPECT_FALSE(wakesKswapd(value("GFP_DMA")));
  selectVersion(version(2, 6));
  EXPECT_TRUE(wakesKswapd(value("GFP_DMA")));
}

TEST_F(Policy, ZonesFallBackDownwards) {
  ZonePlan Plain = zonesFor(value("GFP_KERNEL"));
  ASSERT_EQ(Plain.Count, 3u);
  EXPECT_EQ(Plain.Order[0], Zone::Normal);
  EXPECT_EQ(zonesFor(value("GFP_DMA")).Count, 1u);
  EXPECT_EQ(zonesFor(value("GFP_HIGHUSER")).Count, 4u);
  EXPECT_EQ(zonesFor(value("__GFP_DMA") | value("__GFP_HIGHMEM")).Count, 0u);
  EXPECT_EQ(zonesFor(value("__GFP_DMA") | value("__GFP_MOVABLE")).Count, 1u);
}

TEST_F(Policy, OnlyWhoMayWaitCanDemandSuccess) {
  EXPECT_EQ(effortFor(value("GFP_KERNEL") | value("__GFP_NOFAIL")),
            Effort::NoFail);
  EXPECT_EQ(effortFor(value("GFP_ATOMIC") | value("__GFP_NOFAIL")),
            Effort::Normal);
  EXPECT_NE(retryConflict(value("GFP_ATOMIC") | value("__GFP_NOFAIL")),
            nullptr);
  EXPECT_NE(retryConflict(value("__GFP_NORETRY") | value("__GFP_NOFAIL") |
                          value("GFP_KERNEL")),
            nullptr);
  EXPECT_EQ(retryConflict(value("GFP_KERNEL") | value("__GFP_NORETRY")),
            nullptr);
}

TEST_F(Policy, SpellsAsADeveloperDoes) {
  auto Spelled = [](GfpMask Mask) {
    char Text[200];
    spell(Mask, Text, sizeof Text);
    return std::string(Text);
  };
  EXPECT_EQ(Spelled(value("GFP_KERNEL") | value("__GFP_ZERO")),
            "GFP_KERNEL|__GFP_ZERO");
  EXPECT_EQ(Spelled(value("GFP_ATOMIC")), "GFP_ATOMIC");
  EXPECT_EQ(Spelled(0), "0x0");
  EXPECT_EQ(Spelled(1u << 31), "0x80000000");
  char Small[8];
  spell(value("GFP_KERNEL") | value("__GFP_ZERO"), Small, sizeof Small);
  EXPECT_STREQ(Small, "GFP_KER");
}

TEST_F(Policy, RowsOfTheRulesAreFoundByName) {
  const rules::ApiRow *Row = rules::api("kmalloc");
  ASSERT_NE(Row, nullptr);
  EXPECT_EQ(Row->GfpArg, 2);
  EXPECT_EQ(Row->Sleeps, rules::When::IfGfpBlocks);
  EXPECT_EQ(rules::api("kmallo"), nullptr);
  EXPECT_EQ(rules::api("zzz"), nullptr);
  EXPECT_TRUE(rules::listsFamily("kmalloc kmem-cache", "kmem-cache"));
  EXPECT_FALSE(rules::listsFamily("kmalloc kmem-cache", "kmem"));
  EXPECT_FALSE(rules::listsFamily("", "kmem"));
  EXPECT_EQ(std::string(rules::digest()).size(), 16u);
}

} // namespace
