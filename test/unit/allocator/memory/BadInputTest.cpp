// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever is handed to a function that frees: never a crash, and a violation
// unless it was right.
#include "MachineTest.h"
#include <csignal>
#include <random>
#include <unistd.h>

using namespace kalloc::test;

namespace {

class BadInput : public MachineTest,
                 public testing::WithParamInterface<Watch> {
protected:
  void SetUp() override {
    MachineTest::SetUp();
    watch(GetParam());
  }
};

INSTANTIATE_TEST_SUITE_P(, BadInput,
                         testing::Values(Watch::Plain, Watch::Checked));

/// Addresses of all kinds, none of which was handed out as it is.
class Addresses {
public:
  Addresses() : Random(7) {
    Cache = kmem_cache_create("c", 40, 0, 0, nullptr);
    for (unsigned I = 0; I != 40; ++I) {
      Live.push_back(kmalloc(24 + I * 50, GFP_KERNEL));
      Live.push_back(kmem_cache_alloc(Cache, GFP_KERNEL));
    }
    Live.push_back(vmalloc(9000));
    Live.push_back(kmalloc(50000, GFP_KERNEL));
    Live.push_back(alloc_pages_exact(9000, GFP_KERNEL));
  }

  char *next() {
    auto *Some = static_cast<char *>(Live[Random() % Live.size()]);
    auto *Memory = static_cast<char *>(phys_to_virt(0));
    switch (Random() % 6) {
    case 0: // Inside of an object.
      return Some + 1 + Random() % 23;
    case 1: // Anywhere in memory that is not a live object's first byte.
      return otherThanLive(Memory + Random() % (32 << 20));
    case 2: // Around the ends of memory.
      return Memory + (Random() % 2 ? (32 << 20) : 0) - Random() % 64;
    case 3:
      return reinterpret_cast<char *>(uintptr_t(Random()) | 32);
    case 4:
      return reinterpret_cast<char *>(uintptr_t(~0ull - Random() % 4096));
    default: // Around vmalloc's.
      return static_cast<char *>(Live[80]) + 1 + Random() % 20000;
    }
  }

  void end() {
    for (unsigned I = 0; I != 80; ++I)
      I % 2 ? kmem_cache_free(Cache, Live[I]) : kfree(Live[I]);
    vfree(Live[80]);
    kfree(Live[81]);
    free_pages_exact(Live[82], 9000);
    kmem_cache_destroy(Cache);
  }

  kmem_cache *Cache;
  std::mt19937_64 Random;

private:
  char *otherThanLive(char *P) {
    kalloc_description D = kalloc_describe(P);
    return D.object == P ? P + 1 : P;
  }
  std::vector<void *> Live;
};

TEST_P(BadInput, AnyAddressMayBeFreed) {
  Addresses A;
  for (unsigned I = 0; I != 20000; ++I) {
    char *P = A.next();
    switch (A.Random() % 7) {
    case 0:
      kfree(P);
      break;
    case 1:
      vfree(P);
      break;
    case 2:
      kvfree(P);
      break;
    case 3:
      kmem_cache_free(A.Cache, P);
      break;
    case 4:
      free_pages(reinterpret_cast<unsigned long>(P), I % 12);
      break;
    case 5:
      free_pages_exact(P, I);
      break;
    case 6:
      __free_pages(reinterpret_cast<struct page *>(P), I % 12);
      break;
    }
    ASSERT_EQ(faults().size(), 1u) << (void *)P;
  }
  EXPECT_INVARIANTS();
  A.end();
  EXPECT_EQ(faults(), Names{});
  expectAllFree();
}

TEST_P(BadInput, AnyAddressMayBeAskedFor) {
  Addresses A;
  for (unsigned I = 0; I != 20000; ++I) {
    char *P = A.next();
    kalloc_description D = kalloc_describe(P);
    EXPECT_LE(D.state, KALLOC_RESERVED);
    is_vmalloc_addr(P);
    vmalloc_to_page(P);
    virt_addr_valid(P);
  }
  A.end();
  expectAllFree();
}

TEST_P(BadInput, KsizeAndKreallocOfAnything) {
  Addresses A;
  for (unsigned I = 0; I != 1000; ++I) {
    char *P = A.next();
    EXPECT_EQ(I % 2 ? ksize(P) : size_t(krealloc(P, 10, GFP_KERNEL)), 0u);
    EXPECT_GE(faults().size(), 1u);
  }
  A.end();
  expectAllFree();
}

TEST_P(BadInput, CachesThatAreNone) {
  long Local[64] = {};
  auto *C = reinterpret_cast<kmem_cache *>(Local);
  EXPECT_EQ(kmem_cache_zalloc(C, GFP_KERNEL), nullptr);
  kmem_cache_destroy(C);
  EXPECT_EQ(faults(), (Names{"BadArgument", "FreeOfNothing"}));
}

TEST_P(BadInput, MachinesThatCannotBe) {
  kalloc_config Config = {};
  EXPECT_FALSE(kalloc_start(&Config)) << "one runs";
  kalloc_stop();
  for (uint64_t Memory : {uint64_t(1), uint64_t(5) << 20, uint64_t(1) << 40}) {
    Config.memory = Memory;
    EXPECT_FALSE(kalloc_start(&Config)) << Memory;
  }
  Config.memory = 0;
  Config.vmalloc = 5;
  EXPECT_FALSE(kalloc_start(&Config));
  Config.vmalloc = 0;
  Config.machine = 77;
  EXPECT_FALSE(kalloc_start(&Config));
  Config.machine = KALLOC_MACHINE_DEFAULT;
  EXPECT_TRUE(kalloc_start(&Config));
}

volatile sig_atomic_t Signals;

/// A signal in the middle of an allocation on the same thread finds memory as
/// it should be, as long as it allocates nothing itself.
TEST_P(BadInput, ASignalInTheMiddle) {
  struct sigaction Action = {}, Old;
  Action.sa_handler = [](int) {
    Signals = Signals + 1;
    kalloc_describe(const_cast<int *>(&Signals));
  };
  sigaction(SIGALRM, &Action, &Old);
  ualarm(200, 200);
  for (unsigned I = 0; I != 30000 || Signals < 5; ++I) {
    void *P = kmalloc(8 + I % 4000, GFP_KERNEL);
    fill(P, 8, I);
    kfree(P);
  }
  ualarm(0, 0);
  sigaction(SIGALRM, &Old, nullptr);
  EXPECT_GE(Signals, 5);
  expectAllFree();
}

} // namespace
