// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "MachineTest.h"

using namespace kalloc::test;

namespace {

class Cache : public MachineTest, public testing::WithParamInterface<Watch> {
protected:
  void SetUp() override {
    MachineTest::SetUp();
    watch(GetParam());
  }
};

INSTANTIATE_TEST_SUITE_P(, Cache,
                         testing::Values(Watch::Off, Watch::Plain,
                                         Watch::Checked));

TEST_P(Cache, GivesObjectsOfItsSizeAndAlignment) {
  for (unsigned Size : {1u, 8u, 24u, 100u, 700u, 5000u, 100000u})
    for (unsigned Align : {0u, 8u, 64u, 512u}) {
      kmem_cache *C = kmem_cache_create("birds", Size, Align, 0, nullptr);
      ASSERT_NE(C, nullptr);
      EXPECT_EQ(kmem_cache_size(C), Size);
      EXPECT_STREQ(kalloc_cache_name(C), "birds");
      void *All[20];
      for (void *&P : All) {
        P = kmem_cache_alloc(C, GFP_KERNEL);
        ASSERT_NE(P, nullptr);
        EXPECT_EQ(uintptr_t(P) % (Align ? Align : 8), 0u);
        fill(P, Size, uintptr_t(&P));
      }
      for (void *&P : All) {
        EXPECT_TRUE(holds(P, Size, uintptr_t(&P)));
        kmem_cache_free(C, P);
      }
      kmem_cache_destroy(C);
    }
  expectAllFree();
}

struct Wolf {
  int Legs;
  char Rest[60];
};
unsigned Constructed;
void construct(void *P) {
  static_cast<Wolf *>(P)->Legs = 4;
  ++Constructed;
}

TEST_P(Cache, ConstructsAnObjectOnceForAllItsLives) {
  Constructed = 0;
  kmem_cache *C = kmem_cache_create("wolves", sizeof(Wolf), 0, 0, construct);
  for (unsigned Round = 0; Round != 50; ++Round) {
    Wolf *All[10];
    for (Wolf *&W : All) {
      W = static_cast<Wolf *>(kmem_cache_alloc(C, GFP_KERNEL));
      EXPECT_EQ(W->Legs, 4);
    }
    for (Wolf *W : All)
      kmem_cache_free(C, W);
  }
  EXPECT_GT(Constructed, 9u);
  EXPECT_LT(Constructed, 500u);
  kmem_cache_destroy(C);
  expectAllFree();
}

TEST_P(Cache, ZeroesOnDemand) {
  kmem_cache *C = kmem_cache_create("z", 200, 0, 0, nullptr);
  void *P = kmem_cache_alloc(C, GFP_KERNEL);
  fill(P, 200, 1);
  kmem_cache_free(C, P);
  P = kmem_cache_zalloc(C, GFP_KERNEL);
  EXPECT_TRUE(isZero(P, 200));
  kmem_cache_free(C, P);
  kmem_cache_destroy(C);
}

TEST_P(Cache, WorksInBulk) {
  kmem_cache *C = kmem_cache_create("bulk", 100, 0, 0, nullptr);
  void *All[300];
  EXPECT_EQ(kmem_cache_alloc_bulk(C, GFP_KERNEL, 300, All), 300);
  for (void *P : All)
    fill(P, 100, 7);
  kmem_cache_free_bulk(C, 300, All);
  EXPECT_EQ(kmem_cache_shrink(C), 0);
  kmem_cache_destroy(C);
  expectAllFree();
}

TEST_P(Cache, InUseStays) {
  watch(GetParam() == Watch::Off ? Watch::Plain : GetParam());
  kmem_cache *C = kmem_cache_create("used", 100, 0, 0, nullptr);
  void *P = kmem_cache_alloc(C, GFP_KERNEL);
  kmem_cache_destroy(C);
  EXPECT_EQ(faults(), Names{"CacheInUse"});
  kmem_cache_free(C, P);
  kmem_cache_destroy(C);
  EXPECT_EQ(faults(), Names{});
  kmem_cache_destroy(C);
  EXPECT_EQ(faults(), Names{"FreeOfNothing"});
  kmem_cache_destroy(nullptr);
  expectAllFree();
}

TEST_P(Cache, ObjectsGoBackToTheirOwn) {
  watch(GetParam() == Watch::Off ? Watch::Plain : GetParam());
  kmem_cache *A = kmem_cache_create("a", 100, 0, 0, nullptr);
  kmem_cache *B = kmem_cache_create("b", 100, 0, 0, nullptr);
  void *P = kmem_cache_alloc(A, GFP_KERNEL);
  kmem_cache_free(B, P);
  EXPECT_EQ(faults(), Names{"WrongCache"});
  void *K = kmalloc(100, GFP_KERNEL);
  kmem_cache_free(A, K);
  EXPECT_EQ(faults(), Names{"WrongFamily"});
  // kfree finds the cache by itself, as since 6.4.
  kfree(P);
  kfree(K);
  EXPECT_EQ(faults(), Names{});
  kmem_cache_destroy(A);
  kmem_cache_destroy(B);
  expectAllFree();
}

TEST_P(Cache, WithBadArgumentsIsRefused) {
  watch(Watch::Plain);
  auto Refused = [&](const char *Name, unsigned Size, unsigned Align) {
    EXPECT_EQ(kmem_cache_create(Name, Size, Align, 0, nullptr), nullptr);
    EXPECT_EQ(faults(), Names{"BadArgument"}) << Size << " " << Align;
  };
  Refused("x", 0, 0);
  Refused("x", ~0u, 0);
  Refused("x", KMALLOC_MAX_SIZE + 1, 0);
  Refused("x", 8, 3);
  Refused("x", 8, 96);
  Refused("x", 8, 8192);
  Refused(nullptr, 8, 0);
  Refused("", 8, 0);
}

TEST_P(Cache, WithAConstructorDoesNotZero) {
  watch(GetParam() == Watch::Off ? Watch::Plain : GetParam());
  kmem_cache *C = kmem_cache_create("c", sizeof(Wolf), 0, 0, construct);
  auto *W = static_cast<Wolf *>(kmem_cache_zalloc(C, GFP_KERNEL));
  EXPECT_EQ(faults(), Names{"ZeroWithCtor"});
  EXPECT_EQ(W->Legs, 4);
  kmem_cache_free(C, W);
  kmem_cache_destroy(C);
}

TEST_P(Cache, OfTheDmaZone) {
  kmem_cache *C = kmem_cache_create("dma", 100, 0, SLAB_CACHE_DMA, nullptr);
  void *P = kmem_cache_alloc(C, GFP_KERNEL);
  EXPECT_EQ(kalloc_page_zone(virt_to_page(P)), KALLOC_ZONE_DMA);
  kmem_cache_free(C, P);
  kmem_cache_destroy(C);
}

TEST_P(Cache, ManyMoreThanThreadsHaveBinsFor) {
  std::vector<kmem_cache *> All;
  for (unsigned I = 0; I != 400; ++I) {
    All.push_back(kmem_cache_create("many", 16 + I, 0, 0, nullptr));
    ASSERT_NE(All.back(), nullptr);
    void *P = kmem_cache_alloc(All.back(), GFP_KERNEL);
    fill(P, 16 + I, I);
    kmem_cache_free(All.back(), P);
  }
  for (kmem_cache *C : All)
    kmem_cache_destroy(C);
  expectAllFree();
}

} // namespace
