// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "MachineTest.h"
#include <algorithm>

using namespace kalloc::test;

namespace {

class Reclaim : public MachineTest {
protected:
  /// Memory is full of one kind of page, down to where only reserves are left.
  void fillWith(kalloc_cache_page Kind) {
    kalloc_page_cache_fill(Kind, ~0ul);
    // What is kept from requests that could have high memory.
    while (struct page *P = alloc_pages(GFP_NOWAIT, 0))
      Rest.push_back(P);
  }
  void empty() {
    kalloc_page_cache_drop();
    for (struct page *P : Rest)
      __free_pages(P, 0);
    Rest.clear();
  }
  bool succeeds(gfp_t Flags) {
    struct page *P = alloc_pages(Flags | __GFP_NOWARN, 0);
    if (P)
      __free_pages(P, 0);
    kalloc_drain();
    return P;
  }

  std::vector<struct page *> Rest;
};

TEST_F(Reclaim, CleanPagesAreDroppedForWhoeverMayWait) {
  fillWith(KALLOC_CACHE_CLEAN);
  EXPECT_FALSE(succeeds(GFP_NOWAIT));
  EXPECT_TRUE(succeeds(GFP_NOIO));
  EXPECT_GT(kalloc_stats().direct_reclaims, 0u);
  empty();
  expectAllFree();
}

TEST_F(Reclaim, DirtyPagesNeedTheFileSystem) {
  fillWith(KALLOC_CACHE_DIRTY);
  EXPECT_FALSE(succeeds(GFP_NOIO));
  EXPECT_FALSE(succeeds(GFP_NOFS));
  EXPECT_TRUE(succeeds(GFP_KERNEL));
  empty();
  expectAllFree();
}

TEST_F(Reclaim, AnonymousPagesNeedIo) {
  fillWith(KALLOC_CACHE_ANON);
  EXPECT_FALSE(succeeds(GFP_NOIO));
  EXPECT_TRUE(succeeds(GFP_NOFS));
  empty();
  expectAllFree();
}

TEST_F(Reclaim, ScopesTakeFlagsAway) {
  static unsigned Scopes;
  static kalloc::Hooks H;
  H.Scopes = [] { return Scopes; };
  H.CheckObjects = false;
  fillWith(KALLOC_CACHE_DIRTY);
  kalloc::setHooks(&H);
  Scopes = kalloc::ScopeNoFs;
  EXPECT_FALSE(succeeds(GFP_KERNEL));
  Scopes = kalloc::ScopeNoIo; // NOIO implies NOFS.
  EXPECT_FALSE(succeeds(GFP_KERNEL));
  Scopes = 0;
  EXPECT_TRUE(succeeds(GFP_KERNEL));
  kalloc::setHooks(nullptr);
  empty();
}

TEST_F(Reclaim, NoFailTakesTheLastPage) {
  std::vector<struct page *> All;
  while (struct page *P = alloc_pages(GFP_ATOMIC | __GFP_NOWARN, 0))
    All.push_back(P);
  EXPECT_EQ(alloc_pages(GFP_KERNEL, 0), nullptr);
  struct page *P = alloc_pages(GFP_KERNEL | __GFP_NOFAIL, 0);
  EXPECT_NE(P, nullptr);
  __free_pages(P, 0);
  for (struct page *Q : All)
    __free_pages(Q, 0);
  expectAllFree();
}

std::vector<void *> Shrinkable;
gfp_t SeenMask;

unsigned long countObjects(shrinker *, shrink_control *) {
  return Shrinkable.size();
}
unsigned long scanObjects(shrinker *, shrink_control *C) {
  SeenMask = C->gfp_mask;
  unsigned long Freed = 0;
  for (; Freed != C->nr_to_scan && !Shrinkable.empty(); ++Freed) {
    kfree(Shrinkable.back());
    Shrinkable.pop_back();
  }
  return Freed;
}

TEST_F(Reclaim, AsksShrinkers) {
  shrinker S = {};
  S.count_objects = countObjects;
  S.scan_objects = scanObjects;
  ASSERT_EQ(kalloc_shrinker_register(&S), 0);
  EXPECT_NE(kalloc_shrinker_register(&S), 0) << "twice";
  while (void *P = kmalloc(4096, GFP_NOWAIT))
    Shrinkable.push_back(P);
  size_t Before = Shrinkable.size();
  void *P = kmalloc(4096, GFP_KERNEL);
  EXPECT_NE(P, nullptr);
  EXPECT_LT(Shrinkable.size(), Before);
  EXPECT_EQ(SeenMask & __GFP_FS, __GFP_FS);
  kalloc_shrinker_unregister(&S);
  kfree(P);
  for (void *Q : Shrinkable)
    kfree(Q);
  Shrinkable.clear();
  expectAllFree();
}

unsigned Depth, Deepest;
bool Nested;
unsigned long scanWithAllocation(shrinker *, shrink_control *C) {
  Deepest = std::max(Deepest, ++Depth);
  // It may not wait for itself; the reserves are open to it.
  struct page *P = alloc_pages(GFP_KERNEL, 0);
  Nested = P;
  if (P)
    __free_pages(P, 0);
  --Depth;
  return SHRINK_STOP;
}
unsigned long countOne(shrinker *, shrink_control *) { return 1; }

TEST_F(Reclaim, DoesNotRecurseFromAShrinker) {
  shrinker S = {};
  S.count_objects = countOne;
  S.scan_objects = scanWithAllocation;
  kalloc_shrinker_register(&S);
  std::vector<struct page *> All;
  while (struct page *P = alloc_pages(GFP_ATOMIC | __GFP_NOWARN, 0))
    All.push_back(P);
  EXPECT_EQ(alloc_pages(GFP_KERNEL, 0), nullptr);
  EXPECT_EQ(Deepest, 1u);
  EXPECT_TRUE(Nested);
  kalloc_shrinker_unregister(&S);
  for (struct page *P : All)
    __free_pages(P, 0);
  expectAllFree();
}

TEST_F(Reclaim, KswapdRestoresTheHighMarks) {
  fillWith(KALLOC_CACHE_CLEAN);
  EXPECT_TRUE(kalloc_kswapd_wanted());
  EXPECT_GT(kalloc_kswapd_step(), 0u);
  for (int Z = 0; Z != KALLOC_ZONES; ++Z) {
    struct kalloc_zone_stats S = kalloc_zone_stats(kalloc_zone(Z));
    EXPECT_GE(S.free, S.high) << Z;
  }
  EXPECT_TRUE(succeeds(GFP_NOWAIT));
  empty();
  expectAllFree();
}

TEST_F(Reclaim, KswapdRunsAsAThread) {
  ASSERT_TRUE(kalloc_kswapd_start());
  EXPECT_FALSE(kalloc_kswapd_start());
  fillWith(KALLOC_CACHE_CLEAN);
  // Requests that cannot wait are served as soon as it got pages.
  bool Served = false;
  for (unsigned I = 0; I != 1'000'000 && !Served; ++I)
    if (struct page *P = alloc_pages(GFP_NOWAIT, 0)) {
      Served = true;
      __free_pages(P, 0);
    }
  EXPECT_TRUE(Served);
  kalloc_kswapd_stop();
  empty();
  expectAllFree();
}

TEST_F(Reclaim, CompactionJoinsWhatIsFree) {
  // The page cache takes everything, then gives back every second page.
  kalloc_page_cache_fill(KALLOC_CACHE_CLEAN, ~0ul);
  std::vector<struct page *> Rest;
  while (struct page *P = alloc_pages(__GFP_MEMALLOC | __GFP_HIGHMEM, 0))
    Rest.push_back(P);
  for (struct page *P : Rest)
    __free_pages(P, 0);
  kalloc_drain();
  unsigned long Before = kalloc_page_cache_pages(KALLOC_CACHE_CLEAN);
  auto Largest = [] {
    uint64_t Blocks = 0;
    for (int Z = 0; Z != KALLOC_ZONES; ++Z)
      for (unsigned O = 6; O <= KALLOC_MAX_PAGE_ORDER; ++O)
        Blocks += kalloc_zone_stats(kalloc_zone(Z)).free_blocks[O] << (O - 6);
    return Blocks;
  };
  // Holes of single pages: allocated between cache pages, then freed.
  kalloc_page_cache_drop();
  std::vector<struct page *> Holes;
  while (kalloc_page_cache_fill(KALLOC_CACHE_CLEAN, 1))
    if (struct page *P =
            alloc_pages(__GFP_MOVABLE | __GFP_HIGHMEM | __GFP_NOWARN, 0))
      Holes.push_back(P);
  for (struct page *P : Holes)
    __free_pages(P, 0);
  kalloc_drain();
  uint64_t Scattered = Largest();
  EXPECT_GT(kalloc_compact(), 1000u);
  EXPECT_INVARIANTS();
  EXPECT_GT(Largest(), Scattered + 20);
  EXPECT_GT(Before, 0u);
  kalloc_page_cache_drop();
  expectAllFree();
}

TEST_F(Reclaim, AHighOrderIsMadeByCompaction) {
  std::vector<struct page *> Holes;
  while (kalloc_page_cache_fill(KALLOC_CACHE_DIRTY, 1))
    if (struct page *P =
            alloc_pages(__GFP_MOVABLE | __GFP_HIGHMEM | __GFP_NOWARN, 0))
      Holes.push_back(P);
  for (struct page *P : Holes)
    __free_pages(P, 0);
  kalloc_drain();
  struct page *P = alloc_pages(GFP_KERNEL & ~__GFP_FS, 4);
  EXPECT_NE(P, nullptr);
  EXPECT_GT(kalloc_stats().compactions, 0u);
  __free_pages(P, 4);
  kalloc_page_cache_drop();
  expectAllFree();
}

} // namespace
