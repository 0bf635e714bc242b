// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "MachineTest.h"
#include <cstring>

using namespace kalloc::test;

namespace {

class Kmalloc : public MachineTest,
                public testing::WithParamInterface<Watch> {
protected:
  void SetUp() override {
    MachineTest::SetUp();
    watch(GetParam());
  }
};

INSTANTIATE_TEST_SUITE_P(, Kmalloc,
                         testing::Values(Watch::Off, Watch::Plain,
                                         Watch::Checked));

TEST_P(Kmalloc, GivesEverySizeWhole) {
  std::vector<std::pair<void *, size_t>> All;
  for (size_t Size : {1, 7, 8, 9, 16, 17, 63, 64, 65, 96, 97, 128, 129, 192,
                      193, 255, 256, 512, 1000, 2048, 4096, 4097, 8192, 8193,
                      20000, 100000}) {
    void *P = kmalloc(Size, GFP_KERNEL);
    ASSERT_NE(P, nullptr) << Size;
    EXPECT_EQ(uintptr_t(P) % 8, 0u);
    fill(P, Size, Size);
    All.emplace_back(P, Size);
  }
  for (auto [P, Size] : All) {
    EXPECT_TRUE(holds(P, Size, Size)) << Size;
    EXPECT_GE(ksize(P), Size);
    kfree(P);
  }
  expectAllFree();
}

TEST_P(Kmalloc, AlignsPowersOfTwoToThemselves) {
  for (size_t Size = 8; Size <= 65536; Size *= 2) {
    void *P = kmalloc(Size, GFP_KERNEL);
    EXPECT_EQ(uintptr_t(P) % (Size < 4096 ? Size : 4096), 0u) << Size;
    kfree(P);
  }
  expectAllFree();
}

TEST_P(Kmalloc, HasTheKernelsClasses) {
  size_t Expected[][2] = {{1, 8},     {9, 16},    {65, 96},    {97, 128},
                          {129, 192}, {193, 256}, {4097, 8192}, {8193, 16384}};
  for (auto [Size, Class] : Expected)
    EXPECT_EQ(kmalloc_size_roundup(Size), Class) << Size;
}

TEST_P(Kmalloc, ZeroesOnDemand) {
  for (size_t Size : {8, 100, 5000, 40000}) {
    void *Dirty = kmalloc(Size, GFP_KERNEL);
    fill(Dirty, Size, 1);
    kfree(Dirty);
    void *A = kzalloc(Size, GFP_KERNEL);
    void *B = kmalloc(Size, GFP_KERNEL | __GFP_ZERO);
    void *C = kcalloc(Size, 1, GFP_KERNEL);
    for (void *P : {A, B, C}) {
      EXPECT_TRUE(isZero(P, Size)) << Size;
      kfree(P);
    }
  }
  expectAllFree();
}

TEST_P(Kmalloc, OfNothingIsNeitherNullNorMemory) {
  void *P = kmalloc(0, GFP_KERNEL);
  EXPECT_EQ(P, ZERO_SIZE_PTR);
  EXPECT_EQ(ksize(P), 0u);
  kfree(P);
  kfree(nullptr);
  EXPECT_EQ(kcalloc(0, 8, GFP_KERNEL), ZERO_SIZE_PTR);
  expectAllFree();
}

TEST_P(Kmalloc, RefusesWhatOverflows) {
  EXPECT_EQ(kmalloc_array(SIZE_MAX / 2, 3, GFP_KERNEL), nullptr);
  EXPECT_EQ(kcalloc(SIZE_MAX, SIZE_MAX, GFP_KERNEL), nullptr);
  EXPECT_EQ(krealloc_array(nullptr, SIZE_MAX, 2, GFP_KERNEL), nullptr);
  EXPECT_EQ(kmalloc(SIZE_MAX, GFP_KERNEL | __GFP_NOWARN), nullptr);
  EXPECT_EQ(kmalloc(KMALLOC_MAX_SIZE + 1, GFP_KERNEL | __GFP_NOWARN), nullptr);
  void *P = kmalloc(KMALLOC_MAX_SIZE, GFP_KERNEL);
  EXPECT_NE(P, nullptr);
  kfree(P);
}

TEST_P(Kmalloc, ReallocKeepsWhatFits) {
  char *P = static_cast<char *>(krealloc(nullptr, 10, GFP_KERNEL));
  fill(P, 10, 1);
  for (size_t Size : {12, 100, 5000, 20000, 3000, 20}) {
    char *Q = static_cast<char *>(krealloc(P, Size, GFP_KERNEL));
    ASSERT_NE(Q, nullptr);
    EXPECT_TRUE(holds(Q, 10, 1)) << Size;
    P = Q;
  }
  EXPECT_EQ(krealloc(P, 0, GFP_KERNEL), ZERO_SIZE_PTR);
  expectAllFree();
}

TEST_P(Kmalloc, ReallocLeavesTheOldObjectWhenItFails) {
  void *P = kmalloc(100, GFP_KERNEL);
  fill(P, 100, 5);
  kalloc_fail_api("krealloc");
  EXPECT_EQ(krealloc(P, 6000, GFP_KERNEL), nullptr);
  kalloc_fail_none();
  EXPECT_TRUE(holds(P, 100, 5));
  kfree(P);
  expectAllFree();
}

TEST_P(Kmalloc, DuplicatesTextAndMemory) {
  char *A = kstrdup("falcon", GFP_KERNEL);
  char *B = kstrndup("falcon", 3, GFP_KERNEL);
  char *C = kmemdup_nul("falconry", 6, GFP_KERNEL);
  void *D = kmemdup("falcon", 7, GFP_KERNEL);
  EXPECT_STREQ(A, "falcon");
  EXPECT_STREQ(B, "fal");
  EXPECT_STREQ(C, "falcon");
  EXPECT_EQ(std::memcmp(D, "falcon", 7), 0);
  EXPECT_EQ(kstrdup(nullptr, GFP_KERNEL), nullptr);
  for (void *P : {(void *)A, (void *)B, (void *)C, D})
    kfree(P);
  expectAllFree();
}

TEST_P(Kmalloc, SensitiveIsWiped) {
  char *P = static_cast<char *>(kmalloc(5000, GFP_KERNEL));
  fill(P, 5000, 1);
  kfree_sensitive(P);
  // The first words may hold the allocator's own; no secret is left.
  EXPECT_FALSE(holds(P + 64, 1000, 1));
  kfree_sensitive(nullptr);
  expectAllFree();
}

TEST_P(Kmalloc, DmaComesFromTheDmaZone) {
  void *Small = kmalloc(100, GFP_KERNEL | GFP_DMA);
  void *Large = kmalloc(20000, GFP_ATOMIC | GFP_DMA);
  for (void *P : {Small, Large}) {
    ASSERT_NE(P, nullptr);
    EXPECT_EQ(kalloc_page_zone(virt_to_page(P)), KALLOC_ZONE_DMA);
    kfree(P);
  }
  expectAllFree();
}

TEST_P(Kmalloc, IsDescribed) {
  char *P = static_cast<char *>(kmalloc(100, GFP_KERNEL));
  kalloc_description D = kalloc_describe(P + 50);
  EXPECT_EQ(D.state, KALLOC_LIVE);
  EXPECT_STREQ(D.family, "kmalloc");
  EXPECT_EQ(D.object, P);
  EXPECT_EQ(D.size, 128u);
  EXPECT_STREQ(D.cache_name, "kmalloc-128");
  kfree(P);
  EXPECT_EQ(kalloc_describe(P).state, KALLOC_FREE);
  EXPECT_EQ(kalloc_describe(&D).state, KALLOC_NOT_OURS);
  EXPECT_EQ(kalloc_describe(nullptr).state, KALLOC_NOT_OURS);
}

class Checked : public MachineTest {
protected:
  void SetUp() override {
    MachineTest::SetUp();
    watch(Watch::Checked);
  }
};

TEST_F(Checked, DoubleFree) {
  for (size_t Size : {8, 100, 8192, 30000}) {
    void *P = kmalloc(Size, GFP_KERNEL);
    kfree(P);
    EXPECT_EQ(faults(), Names{});
    kfree(P);
    EXPECT_EQ(faults(), Names{"DoubleFree"}) << Size;
  }
  expectAllFree();
}

TEST_F(Checked, InteriorFree) {
  for (size_t Size : {32, 100, 4096, 30000}) {
    char *P = static_cast<char *>(kmalloc(Size, GFP_KERNEL));
    kfree(P + 16);
    EXPECT_EQ(faults(), Names{"InteriorFree"}) << Size;
    kfree(P);
    EXPECT_EQ(faults(), Names{});
  }
  expectAllFree();
}

TEST_F(Checked, FreeOfForeignMemory) {
  int Local = 0;
  static int Static;
  kfree(&Local);
  kfree(&Static);
  kfree("text");
  EXPECT_EQ(faults(), (Names{"FreeOfNothing", "FreeOfNothing",
                             "FreeOfNothing"}));
}

TEST_F(Checked, WrongFamily) {
  void *V = vmalloc(100);
  kfree(V);
  EXPECT_EQ(faults(), Names{"WrongFamily"});
  vfree(V);
  void *K = kmalloc(100, GFP_KERNEL);
  vfree(K);
  EXPECT_EQ(faults(), Names{"WrongFamily"});
  free_pages(reinterpret_cast<unsigned long>(K), 0);
  EXPECT_EQ(faults(), Names{"WrongFamily"});
  kfree(K);
  unsigned long P = __get_free_pages(GFP_KERNEL, 1);
  kfree(reinterpret_cast<void *>(P));
  EXPECT_EQ(faults(), Names{"WrongFamily"});
  free_pages(P, 1);
  void *KV = kvmalloc(100, GFP_KERNEL);
  kfree(KV);
  EXPECT_EQ(faults(), Names{"WrongFamily"});
  kvfree(KV);
  // These may be freed by either.
  kvfree(kmalloc(100, GFP_KERNEL));
  kvfree(vmalloc(100));
  EXPECT_EQ(faults(), Names{});
  expectAllFree();
}

TEST_F(Checked, OverrunByOneByte) {
  for (size_t Size : {1, 8, 13, 96, 1000, 4096, 8192, 9000}) {
    char *P = static_cast<char *>(kmalloc(Size, GFP_KERNEL));
    P[Size - 1] = 1;
    kfree(P);
    EXPECT_EQ(faults(), Names{}) << Size;
    P = static_cast<char *>(kmalloc(Size, GFP_KERNEL));
    P[Size] = 1;
    kfree(P);
    EXPECT_EQ(faults(), Names{"Overrun"}) << Size;
  }
  expectAllFree();
}

TEST_F(Checked, UnderrunByOneByte) {
  char *P = static_cast<char *>(kmalloc(64, GFP_KERNEL));
  P[-1] = 1;
  kfree(P);
  EXPECT_EQ(faults(), Names{"Underrun"});
  expectAllFree();
}

TEST_F(Checked, WriteAfterFree) {
  for (size_t At : {0, 20, 63}) {
    char *P = static_cast<char *>(kmalloc(64, GFP_KERNEL));
    kfree(P);
    P[At] = 1;
    void *Q = kmalloc(64, GFP_KERNEL);
    EXPECT_EQ(Q, P);
    EXPECT_EQ(faults(), Names{"WriteAfterFree"}) << At;
    kfree(Q);
  }
  expectAllFree();
}

TEST_F(Checked, KsizeOpensTheWholeObject) {
  char *P = static_cast<char *>(kmalloc(65, GFP_KERNEL));
  size_t Size = ksize(P);
  EXPECT_EQ(Size, 96u);
  P[Size - 1] = 1;
  kfree(P);
  EXPECT_EQ(faults(), Names{});
}

TEST_F(Checked, FlagsThatSlabDoesNotTakeAreToldAndStripped) {
  void *P = kmalloc(100, GFP_KERNEL | __GFP_HIGHMEM);
  EXPECT_NE(P, nullptr);
  EXPECT_EQ(faults(), Names{"BadSlabFlags"});
  kfree(P);
  P = kmalloc(100, GFP_ATOMIC | __GFP_NOFAIL);
  EXPECT_EQ(faults(), Names{"NoFailCannot"});
  kfree(P);
  P = kmalloc(100, GFP_KERNEL | __GFP_NORETRY | __GFP_NOFAIL);
  EXPECT_EQ(faults(), Names{"Contradiction"});
  kfree(P);
}

TEST_F(Checked, ObjectsOfBothTimesLiveTogether) {
  watch(Watch::Off);
  void *Old = kmalloc(100, GFP_KERNEL);
  watch(Watch::Checked);
  void *New = kmalloc(100, GFP_KERNEL);
  kfree(Old);
  watch(Watch::Off);
  kfree(New);
  watch(Watch::Checked);
  EXPECT_EQ(faults(), Names{});
  expectAllFree();
}

} // namespace
