// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "MachineTest.h"

using namespace kalloc::test;

namespace {

class Inject : public MachineTest {};

/// Which of ten requests fail.
std::vector<unsigned> failing() {
  std::vector<unsigned> Which;
  for (unsigned I = 1; I <= 10; ++I) {
    void *P = kmalloc(100, GFP_KERNEL);
    if (!P)
      Which.push_back(I);
    kfree(P);
  }
  return Which;
}

TEST_F(Inject, TheNth) {
  kalloc_fail_nth(4, false);
  EXPECT_EQ(failing(), std::vector<unsigned>{4});
  EXPECT_TRUE(kalloc_fail_nth_hit());
  EXPECT_EQ(kalloc_fail_candidates(), 10u);
  EXPECT_EQ(kalloc_fail_injected(), 1u);
  kalloc_fail_nth(11, true);
  EXPECT_TRUE(failing().empty());
  EXPECT_FALSE(kalloc_fail_nth_hit());
}

TEST_F(Inject, EveryKindOfRequest) {
  struct page *Page = alloc_pages(GFP_KERNEL, 0);
  kmem_cache *C = kmem_cache_create("c", 100, 0, 0, nullptr);
  mempool_t *Pool = mempool_create_slab_pool(2, C);
  auto Always = [](const char *, size_t, gfp_t, const void *) { return true; };
  kalloc_fail_decider(Always);
  EXPECT_EQ(kmalloc(10, GFP_KERNEL), nullptr);
  EXPECT_EQ(kzalloc(10, GFP_KERNEL), nullptr);
  EXPECT_EQ(kcalloc(10, 10, GFP_KERNEL), nullptr);
  EXPECT_EQ(kstrdup("x", GFP_KERNEL), nullptr);
  EXPECT_EQ(kmalloc(100000, GFP_KERNEL), nullptr);
  EXPECT_EQ(kvmalloc(100000, GFP_KERNEL), nullptr);
  EXPECT_EQ(vmalloc(100), nullptr);
  EXPECT_EQ(vmap(&Page, 1, 0, 0), nullptr);
  EXPECT_EQ(alloc_pages(GFP_KERNEL, 0), nullptr);
  EXPECT_EQ(__get_free_pages(GFP_KERNEL, 0), 0u);
  EXPECT_EQ(alloc_pages_exact(100, GFP_KERNEL), nullptr);
  EXPECT_EQ(kmem_cache_alloc(C, GFP_KERNEL), nullptr);
  EXPECT_EQ(kmem_cache_create("d", 100, 0, 0, nullptr), nullptr);
  EXPECT_EQ(mempool_create_slab_pool(2, C), nullptr);
  void *Two[2];
  EXPECT_EQ(kmem_cache_alloc_bulk(C, GFP_KERNEL, 2, Two), 0);
  // The pool has two in reserve, then only who cannot wait gets nothing.
  void *A = mempool_alloc(Pool, GFP_ATOMIC), *B = mempool_alloc(Pool, GFP_NOIO);
  EXPECT_NE(A, nullptr);
  EXPECT_NE(B, nullptr);
  EXPECT_EQ(mempool_alloc(Pool, GFP_ATOMIC), nullptr);
  kalloc_fail_none();
  mempool_free(A, Pool);
  mempool_free(B, Pool);
  mempool_destroy(Pool);
  kmem_cache_destroy(C);
  __free_pages(Page, 0);
  expectAllFree();
}

TEST_F(Inject, WhatCannotFailDoesNot) {
  kalloc_fail_nth(1, false);
  void *P = kmalloc(100, GFP_KERNEL | __GFP_NOFAIL);
  EXPECT_NE(P, nullptr);
  EXPECT_EQ(kalloc_fail_candidates(), 0u);
  kfree(P);
}

TEST_F(Inject, ByProbabilityRepeatsWithTheSeed) {
  kalloc_fail_probability(300'000, 42);
  std::vector<unsigned> First = failing();
  kalloc_fail_probability(300'000, 42);
  EXPECT_EQ(failing(), First);
  unsigned Failed = 0;
  for (unsigned I = 0; I != 100; ++I)
    Failed += unsigned(failing().size());
  EXPECT_GT(Failed, 200u);
  EXPECT_LT(Failed, 400u);
}

[[gnu::noinline]] void *fromHere() {
  void *P = kmalloc(10, GFP_KERNEL);
  asm volatile("" : "+r"(P)); // No tail call: the site is inside.
  return P;
}

TEST_F(Inject, BySite) {
  auto *Begin = reinterpret_cast<const char *>(fromHere);
  kalloc_fail_site(Begin, Begin + 64);
  EXPECT_EQ(fromHere(), nullptr);
  void *P = kmalloc(10, GFP_KERNEL);
  EXPECT_NE(P, nullptr);
  kfree(P);
}

} // namespace
