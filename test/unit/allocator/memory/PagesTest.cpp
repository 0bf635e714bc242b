// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "MachineTest.h"

using namespace kalloc::test;

namespace {

class Pages : public MachineTest {};

TEST_F(Pages, AreContiguousAlignedAndZeroedOnDemand) {
  for (unsigned Order = 0; Order <= KALLOC_MAX_PAGE_ORDER; ++Order) {
    struct page *P = alloc_pages(GFP_KERNEL | __GFP_ZERO, Order);
    ASSERT_NE(P, nullptr) << Order;
    EXPECT_EQ(page_to_pfn(P) % (1u << Order), 0u);
    size_t Size = size_t(4096) << Order;
    char *Start = static_cast<char *>(page_address(P));
    EXPECT_TRUE(isZero(Start, Size));
    EXPECT_EQ(virt_to_phys(Start + Size - 1), virt_to_phys(Start) + Size - 1);
    EXPECT_EQ(virt_to_page(Start + Size - 1), P + (1u << Order) - 1);
    fill(Start, Size, Order);
    __free_pages(P, Order);
  }
  expectAllFree();
}

TEST_F(Pages, ComeFromTheZoneAskedFor) {
  struct {
    gfp_t Flags;
    kalloc_zone Zone;
  } Cases[] = {{GFP_KERNEL, KALLOC_ZONE_NORMAL},
               {GFP_ATOMIC, KALLOC_ZONE_NORMAL},
               {GFP_KERNEL | GFP_DMA, KALLOC_ZONE_DMA},
               {GFP_KERNEL | GFP_DMA32, KALLOC_ZONE_DMA32},
               {GFP_HIGHUSER, KALLOC_ZONE_HIGHMEM},
               {GFP_HIGHUSER_MOVABLE, KALLOC_ZONE_HIGHMEM}};
  for (const auto &C : Cases) {
    struct page *P = alloc_pages(C.Flags, 0);
    ASSERT_NE(P, nullptr);
    EXPECT_EQ(kalloc_page_zone(P), C.Zone) << std::hex << C.Flags;
    __free_pages(P, 0);
  }
  expectAllFree();
}

TEST_F(Pages, OfDmaLieBelow16MiB) {
  start(KALLOC_MACHINE_ARTICLE);
  unsigned long Address = __get_free_pages(GFP_KERNEL | GFP_DMA, 5);
  ASSERT_NE(Address, 0u);
  EXPECT_LE(virt_to_phys(reinterpret_cast<void *>(Address)) + (4096u << 5),
            16u << 20);
  free_pages(Address, 5);
}

TEST_F(Pages, OfHighMemoryHaveAnAddressOnlyWhileMapped) {
  struct page *P = alloc_pages(GFP_HIGHUSER, 0);
  ASSERT_NE(P, nullptr);
  EXPECT_EQ(page_address(P), nullptr);
  void *Address = kmap(P);
  ASSERT_NE(Address, nullptr);
  fill(Address, 4096, 1);
  EXPECT_EQ(page_address(P), Address);
  kunmap(P);
  EXPECT_EQ(page_address(P), nullptr);
  __free_pages(P, 0);
  expectAllFree();
}

TEST_F(Pages, FallBackToLowerZones) {
  // Everything that NORMAL may give; what follows must come from below.
  std::vector<struct page *> All;
  bool Below = false;
  while (struct page *P = alloc_pages(GFP_NOWAIT, 0)) {
    All.push_back(P);
    kalloc_zone Zone = kalloc_page_zone(P);
    EXPECT_NE(Zone, KALLOC_ZONE_HIGHMEM);
    Below |= Zone < KALLOC_ZONE_NORMAL;
  }
  EXPECT_TRUE(Below);
  for (struct page *P : All)
    __free_pages(P, 0);
  expectAllFree();
}

TEST_F(Pages, ExactOnesTakeNoMore) {
  uint64_t Before = kalloc_stats().free_pages;
  void *P = alloc_pages_exact(5 * 4096 - 100, GFP_KERNEL);
  ASSERT_NE(P, nullptr);
  EXPECT_EQ(Before - kalloc_stats().free_pages, 5u);
  fill(P, 5 * 4096 - 100, 3);
  free_pages_exact(P, 5 * 4096 - 100);
  expectAllFree();
}

TEST_F(Pages, AreFreedWithTheirOrderOnly) {
  watch(Watch::Plain);
  struct page *P = alloc_pages(GFP_KERNEL, 2);
  __free_pages(P, 1);
  EXPECT_EQ(faults(), Names{"WrongOrder"});
  __free_pages(P + 1, 0);
  EXPECT_EQ(faults(), Names{"InteriorFree"});
  __free_pages(P, 2);
  EXPECT_EQ(faults(), Names{});
  __free_pages(P, 2);
  EXPECT_EQ(faults(), Names{"DoubleFree"});
  void *Exact = alloc_pages_exact(3 * 4096, GFP_KERNEL);
  free_pages_exact(Exact, 4096);
  EXPECT_EQ(faults(), Names{"WrongOrder"});
  free_pages(reinterpret_cast<unsigned long>(Exact), 0);
  EXPECT_EQ(faults(), Names{"WrongFamily"});
  free_pages_exact(Exact, 3 * 4096);
  expectAllFree();
}

TEST_F(Pages, StayWhileSomebodyHoldsAReference) {
  struct page *P = alloc_pages(GFP_KERNEL, 0);
  get_page(P);
  __free_pages(P, 0);
  EXPECT_EQ(kalloc_describe(page_address(P)).state, KALLOC_LIVE);
  put_page(P);
  EXPECT_EQ(kalloc_describe(page_address(P)).state, KALLOC_FREE);
  expectAllFree();
}

TEST_F(Pages, SplitIntoSingleOnes) {
  struct page *P = alloc_pages(GFP_KERNEL, 3);
  split_page(P, 3);
  for (unsigned I = 0; I != 8; ++I)
    __free_pages(P + I, 0);
  expectAllFree();
}

TEST_F(Pages, ComeInBulk) {
  struct page *List[20] = {};
  EXPECT_EQ(alloc_pages_bulk_array(GFP_KERNEL, 20, List), 20u);
  for (struct page *P : List)
    __free_pages(P, 0);
  expectAllFree();
}

TEST_F(Pages, WithContradictoryZonesAreRefused) {
  watch(Watch::Plain);
  EXPECT_EQ(alloc_pages(GFP_KERNEL | __GFP_DMA | __GFP_HIGHMEM, 0), nullptr);
  EXPECT_EQ(faults(), Names{"BadZone"});
  EXPECT_EQ(alloc_pages(GFP_KERNEL | __GFP_DMA | __GFP_DMA32, 0), nullptr);
  EXPECT_EQ(faults(), Names{"BadZone"});
  // Movable is no zone of its own.
  struct page *P = alloc_pages(GFP_KERNEL | __GFP_DMA | __GFP_MOVABLE, 0);
  EXPECT_NE(P, nullptr);
  EXPECT_EQ(faults(), Names{});
  __free_pages(P, 0);
}

TEST_F(Pages, AboveTheLargestOrderAreRefused) {
  watch(Watch::Plain);
  EXPECT_EQ(alloc_pages(GFP_KERNEL, KALLOC_MAX_PAGE_ORDER + 1), nullptr);
  EXPECT_EQ(faults(), Names{"OrderTooLarge"});
  EXPECT_EQ(alloc_pages(GFP_KERNEL, ~0u), nullptr);
  EXPECT_EQ(faults(), Names{"OrderTooLarge"});
}

/// How many pages a kind of request gets before it fails.
static size_t takeAll(gfp_t Flags, std::vector<struct page *> &To) {
  size_t Before = To.size();
  while (struct page *P = alloc_pages(Flags | __GFP_NOWARN, 0))
    To.push_back(P);
  return To.size() - Before;
}

TEST_F(Pages, ReservesOpenToThoseWhoMayUseThem) {
  std::vector<struct page *> All;
  EXPECT_GT(takeAll(__GFP_NORETRY | GFP_KERNEL, All), 1000u);
  // What is urgent but may wait goes to half of the minimum, an atomic request
  // further, and reclaim itself takes the last page.
  EXPECT_GT(takeAll(__GFP_NORETRY | GFP_KERNEL | __GFP_HIGH, All), 0u);
  EXPECT_GT(takeAll(GFP_ATOMIC, All), 0u);
  EXPECT_EQ(takeAll(GFP_NOWAIT, All), 0u);
  EXPECT_EQ(takeAll(__GFP_MEMALLOC | __GFP_NOMEMALLOC, All), 0u);
  EXPECT_GT(takeAll(__GFP_MEMALLOC, All), 0u);
  EXPECT_EQ(kalloc_zone_stats(KALLOC_ZONE_NORMAL).free, 0u);
  for (struct page *P : All)
    __free_pages(P, 0);
  expectAllFree();
}

TEST_F(Pages, OfEachZoneCanRunOut) {
  for (gfp_t Zone : {__GFP_DMA, __GFP_DMA32, gfp_t(0), __GFP_HIGHMEM}) {
    std::vector<struct page *> All;
    EXPECT_GT(takeAll(__GFP_MEMALLOC | Zone, All), 100u);
    EXPECT_EQ(alloc_pages(GFP_KERNEL | Zone, 0), nullptr);
    EXPECT_EQ(alloc_pages(GFP_ATOMIC | Zone, 0), nullptr);
    EXPECT_INVARIANTS();
    for (struct page *P : All)
      __free_pages(P, 0);
    expectAllFree();
  }
}

TEST_F(Pages, AreGroupedByMobility) {
  // Unmovable and movable pages do not share groups of 512 while there is room.
  std::vector<struct page *> Fixed, Movable;
  for (unsigned I = 0; I != 600; ++I) {
    Fixed.push_back(alloc_pages(GFP_KERNEL, 0));
    Movable.push_back(alloc_pages(GFP_KERNEL | __GFP_MOVABLE, 0));
  }
  std::vector<bool> Group(page_to_pfn(Fixed[0]) + (1 << 20));
  for (struct page *P : Fixed)
    Group[page_to_pfn(P) >> 9] = true;
  size_t Mixed = 0;
  for (struct page *P : Movable)
    Mixed += Group[page_to_pfn(P) >> 9];
  EXPECT_EQ(Mixed, 0u);
  for (unsigned I = 0; I != 600; ++I) {
    __free_pages(Fixed[I], 0);
    __free_pages(Movable[I], 0);
  }
  expectAllFree();
}

} // namespace
