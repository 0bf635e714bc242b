// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "MachineTest.h"
#include <cstring>

using namespace kalloc::test;

namespace {

class Vmalloc : public MachineTest {
protected:
  void SetUp() override {
    MachineTest::SetUp();
    watch(Watch::Plain);
  }
};

TEST_F(Vmalloc, MapsFramesThatAreReallyThere) {
  char *V = static_cast<char *>(vmalloc(10 * 4096 + 5));
  ASSERT_NE(V, nullptr);
  EXPECT_TRUE(is_vmalloc_addr(V));
  fill(V, 10 * 4096 + 5, 9);
  for (unsigned I = 0; I <= 10; ++I) {
    // The same byte, seen through the mapping and through the frame.
    struct page *P = vmalloc_to_page(V + I * 4096);
    ASSERT_NE(P, nullptr);
    auto *Direct = static_cast<char *>(kmap(P));
    EXPECT_EQ(Direct[0], V[I * 4096]);
    Direct[1] = char(I);
    EXPECT_EQ(V[I * 4096 + 1], char(I));
    kunmap(P);
  }
  vfree(V);
  expectAllFree();
}

TEST_F(Vmalloc, WorksWhereMemoryIsScattered) {
  // Every second page of what there is: no two neighbours are free.
  std::vector<struct page *> All;
  while (struct page *P = alloc_pages(__GFP_MEMALLOC | __GFP_HIGHMEM, 0))
    All.push_back(P);
  std::vector<struct page *> Kept;
  for (struct page *P : All)
    if (page_to_pfn(P) % 2)
      Kept.push_back(P);
    else
      __free_pages(P, 0);
  EXPECT_EQ(kmalloc(100000, GFP_KERNEL | __GFP_NOWARN), nullptr);
  void *V = vmalloc(100000);
  ASSERT_NE(V, nullptr);
  fill(V, 100000, 2);
  EXPECT_TRUE(holds(V, 100000, 2));
  vfree(V);
  void *KV = kvmalloc(100000, GFP_KERNEL);
  ASSERT_NE(KV, nullptr);
  EXPECT_TRUE(is_vmalloc_addr(KV));
  kvfree(KV);
  for (struct page *P : Kept)
    __free_pages(P, 0);
  expectAllFree();
}

using VmallocDeathTest = Vmalloc;

TEST_F(VmallocDeathTest, HasAGuardPage) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  auto *V = static_cast<volatile char *>(vmalloc(4096));
  EXPECT_DEATH(V[4096] = 1, "");
  vfree(const_cast<char *>(V));
}

TEST_F(Vmalloc, ZeroesOnDemand) {
  for (void *V : {vzalloc(9000), vcalloc(9, 1000),
                  __vmalloc(9000, GFP_KERNEL | __GFP_ZERO)}) {
    ASSERT_NE(V, nullptr);
    EXPECT_TRUE(isZero(V, 9000));
    fill(V, 9000, 1);
    vfree(V);
  }
  expectAllFree();
}

TEST_F(Vmalloc, RefusesBadSizes) {
  EXPECT_EQ(vmalloc(0), nullptr);
  EXPECT_EQ(faults(), Names{"BadArgument"});
  EXPECT_EQ(vmalloc(~0ul), nullptr);
  EXPECT_EQ(vmalloc(1ul << 40), nullptr);
  EXPECT_EQ(vmalloc_array(~0ul, 2), nullptr);
  EXPECT_EQ(kvmalloc(~0ul, GFP_KERNEL | __GFP_NOWARN), nullptr);
  EXPECT_EQ(kvmalloc_array(~0ul, 2, GFP_KERNEL), nullptr);
  expectAllFree();
}

TEST_F(Vmalloc, CanRunOutAndRecover) {
  std::vector<void *> All;
  while (void *V = vmalloc(64 * 4096))
    All.push_back(V);
  EXPECT_GT(All.size(), 30u);
  EXPECT_INVARIANTS();
  for (void *V : All)
    vfree(V);
  expectAllFree();
}

TEST_F(Vmalloc, LeavesRoomForTheGuardInAHole) {
  // The space is full of three pages and a guard each.
  std::vector<void *> All;
  while (void *V = vmalloc(3 * 4096))
    All.push_back(V);
  ASSERT_EQ(All.size(), (16u << 20) / 4096 / 4);
  vfree(All[100]);
  EXPECT_EQ(vmalloc(4 * 4096), nullptr);
  EXPECT_INVARIANTS();
  void *V = vmalloc(2 * 4096 + 1);
  EXPECT_EQ(V, All[100]);
  All[100] = V;
  for (void *P : All)
    vfree(P);
  expectAllFree();
}

TEST_F(Vmalloc, IsDescribedToTheByte) {
  char *V = static_cast<char *>(vmalloc(5000));
  kalloc_description D = kalloc_describe(V + 4999);
  EXPECT_EQ(D.state, KALLOC_LIVE);
  EXPECT_STREQ(D.family, "vmalloc");
  EXPECT_EQ(D.object, V);
  EXPECT_EQ(D.size, 5000u);
  EXPECT_EQ(kalloc_describe(V + 8192).state, KALLOC_RESERVED);
  vfree(V + 4096);
  EXPECT_EQ(faults(), Names{"InteriorFree"});
  vfree(V);
  vfree(V);
  EXPECT_EQ(faults(), Names{"DoubleFree"});
}

TEST_F(Vmalloc, MapsGivenPages) {
  struct page *Pages[3];
  for (struct page *&P : Pages)
    P = alloc_pages(GFP_KERNEL, 0);
  struct page *Order[] = {Pages[2], Pages[0], Pages[1]};
  char *V = static_cast<char *>(vmap(Order, 3, 0, 0));
  ASSERT_NE(V, nullptr);
  std::memset(V + 4096, 5, 4096);
  EXPECT_EQ(*static_cast<char *>(page_address(Pages[0])), 5);
  vfree(V);
  EXPECT_EQ(faults(), Names{"WrongFamily"});
  vunmap(V);
  for (struct page *P : Pages)
    __free_pages(P, 0);
  EXPECT_EQ(vmap(nullptr, 3, 0, 0), nullptr);
  EXPECT_EQ(faults(), Names{"BadArgument"});
  expectAllFree();
}

TEST_F(Vmalloc, FlagsItCannotHonourAreTold) {
  vfree(__vmalloc(100, GFP_KERNEL | __GFP_DMA32));
  EXPECT_EQ(faults(), Names{"BadVmallocFlags"});
  vfree(__vmalloc(100, GFP_ATOMIC));
  EXPECT_EQ(faults(), Names{"BadVmallocFlags"});
  vfree(__vmalloc(100, GFP_KERNEL | __GFP_NORETRY));
  EXPECT_EQ(faults(), Names{"BadVmallocFlags"});
  vfree(__vmalloc(100, GFP_NOFS | __GFP_HIGHMEM));
  EXPECT_EQ(faults(), Names{});
}

TEST_F(Vmalloc, FreedAtomicallyGoesLater) {
  void *V = vmalloc(5000);
  uint64_t Mapped = kalloc_stats().vmalloc_pages;
  vfree_atomic(V);
  EXPECT_EQ(kalloc_stats().vmalloc_pages, Mapped);
  vfree(V);
  EXPECT_EQ(faults(), Names{"DoubleFree"});
  EXPECT_EQ(kalloc_vmalloc_flush(), 1u);
  EXPECT_EQ(kalloc_stats().vmalloc_pages, 0u);
  expectAllFree();
}

TEST_F(Vmalloc, KvmallocDoesNotMapWithoutWaiting) {
  kalloc_fail_none();
  void *Small = kvmalloc(3000, GFP_ATOMIC);
  EXPECT_FALSE(is_vmalloc_addr(Small));
  kvfree(Small);
  EXPECT_EQ(kvmalloc(KMALLOC_MAX_SIZE + 1, GFP_ATOMIC | __GFP_NOWARN),
            nullptr);
  void *Large = kvmalloc(KMALLOC_MAX_SIZE + 1, GFP_KERNEL | __GFP_NOWARN);
  EXPECT_TRUE(is_vmalloc_addr(Large));
  kvfree_sensitive(Large, 100);
  expectAllFree();
}

} // namespace
