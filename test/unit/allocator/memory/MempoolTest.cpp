// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "MachineTest.h"

using namespace kalloc::test;

namespace {

class Mempool : public MachineTest, public testing::WithParamInterface<Watch> {
protected:
  void SetUp() override {
    MachineTest::SetUp();
    watch(GetParam());
  }
};

INSTANTIATE_TEST_SUITE_P(, Mempool,
                         testing::Values(Watch::Off, Watch::Plain,
                                         Watch::Checked));

TEST_P(Mempool, KeepsItsReserve) {
  kmem_cache *C = kmem_cache_create("elements", 300, 0, 0, nullptr);
  mempool_t *Pool = mempool_create_slab_pool(4, C);
  ASSERT_NE(Pool, nullptr);
  kalloc_fail_api("mempool_alloc");
  void *All[4];
  for (void *&P : All) {
    P = mempool_alloc(Pool, GFP_ATOMIC);
    ASSERT_NE(P, nullptr);
    fill(P, 300, 1);
  }
  EXPECT_EQ(mempool_alloc(Pool, GFP_ATOMIC), nullptr);
  kalloc_fail_none();
  void *Fifth = mempool_alloc(Pool, GFP_ATOMIC);
  EXPECT_NE(Fifth, nullptr);
  mempool_free(Fifth, Pool);
  for (void *P : All)
    mempool_free(P, Pool);
  mempool_destroy(Pool);
  kmem_cache_destroy(C);
  expectAllFree();
}

TEST_P(Mempool, OfEveryKind) {
  mempool_t *A = mempool_create_kmalloc_pool(3, 200);
  mempool_t *B = mempool_create_page_pool(2, 1);
  void *P = mempool_alloc(A, GFP_KERNEL);
  fill(P, 200, 1);
  auto *Page = static_cast<struct page *>(mempool_alloc(B, GFP_KERNEL));
  EXPECT_EQ(page_to_pfn(Page) % 2, 0u);
  mempool_free(P, A);
  mempool_free(Page, B);
  EXPECT_EQ(mempool_resize(A, 10), 0);
  EXPECT_EQ(A->curr_nr, 10);
  EXPECT_EQ(mempool_resize(A, 1), 0);
  EXPECT_EQ(mempool_resize(A, -1), -22);
  mempool_destroy(A);
  mempool_destroy(B);
  mempool_destroy(nullptr);
  expectAllFree();
}

TEST_P(Mempool, DoesNotZero) {
  watch(GetParam() == Watch::Off ? Watch::Plain : GetParam());
  mempool_t *A = mempool_create_kmalloc_pool(1, 64);
  void *P = mempool_alloc(A, GFP_KERNEL | __GFP_ZERO);
  EXPECT_EQ(faults(), Names{"BadMempoolFlags"});
  mempool_free(P, A);
  mempool_destroy(A);
  EXPECT_EQ(mempool_create_kmalloc_pool(0, 64), nullptr);
  EXPECT_EQ(faults(), Names{"BadArgument"});
}

TEST_P(Mempool, ElementsAreItsOwn) {
  watch(Watch::Checked);
  mempool_t *A = mempool_create_kmalloc_pool(1, 64);
  void *P = mempool_alloc(A, GFP_KERNEL);
  kfree(P);
  EXPECT_EQ(faults(), Names{"WrongFamily"});
  mempool_free(P, A);
  kfree(A);
  EXPECT_EQ(faults(), Names{"WrongFamily"});
  mempool_destroy(A);
  expectAllFree();
}

} // namespace
