// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "MachineTest.h"
#include <atomic>
#include <random>
#include <thread>

using namespace kalloc::test;

namespace {

class Threads : public MachineTest,
                public testing::WithParamInterface<Watch> {
protected:
  void SetUp() override {
    start(KALLOC_MACHINE_64);
    watch(GetParam());
  }
};

INSTANTIATE_TEST_SUITE_P(, Threads,
                         testing::Values(Watch::Off, Watch::Plain,
                                         Watch::Checked));

constexpr unsigned NumThreads = 4;
constexpr unsigned Steps = 20000;

template <typename F> void inThreads(F Function) {
  std::vector<std::thread> All;
  for (unsigned I = 0; I != NumThreads; ++I)
    All.emplace_back(Function, I);
  for (std::thread &T : All)
    T.join();
}

TEST_P(Threads, DoNotDisturbEachOther) {
  std::atomic<unsigned> Broken{0};
  inThreads([&](unsigned Me) {
    std::mt19937_64 Random(Me);
    struct {
      void *P = nullptr;
      size_t Size = 0;
    } Mine[100];
    for (unsigned I = 0; I != Steps; ++I) {
      auto &M = Mine[Random() % 100];
      if (M.P) {
        Broken += !holds(M.P, M.Size, Me);
        kfree(M.P);
        M.P = nullptr;
      } else {
        M.Size = 1 + Random() % (size_t(8) << Random() % 11);
        M.P = kmalloc(M.Size, GFP_KERNEL);
        fill(M.P, M.Size, Me);
      }
    }
    for (auto &M : Mine)
      kfree(M.P);
  });
  EXPECT_EQ(Broken, 0u);
  expectAllFree();
}

TEST_P(Threads, FreeWhatOthersAllocated) {
  std::atomic<void *> Table[256] = {};
  std::atomic<unsigned> Broken{0};
  inThreads([&](unsigned Me) {
    std::mt19937_64 Random(Me + 100);
    for (unsigned I = 0; I != Steps; ++I) {
      size_t Size = 16 + (Random() % 30) * 40;
      auto *P = static_cast<size_t *>(kmalloc(Size, GFP_ATOMIC));
      P[0] = Size;
      fill(P + 1, Size - 8, Size);
      auto *Old =
          static_cast<size_t *>(Table[Random() % 256].exchange(P));
      if (!Old)
        continue;
      Broken += !holds(Old + 1, Old[0] - 8, Old[0]);
      kfree(Old);
    }
  });
  for (auto &P : Table)
    kfree(P.load());
  EXPECT_EQ(Broken, 0u);
  expectAllFree();
}

TEST_P(Threads, ShareCachesAndPages) {
  kmem_cache *C = kmem_cache_create("shared", 72, 0, 0, nullptr);
  std::atomic<void *> Objects[64] = {};
  inThreads([&](unsigned Me) {
    std::mt19937_64 Random(Me);
    std::vector<std::pair<struct page *, unsigned>> Pages;
    for (unsigned I = 0; I != Steps / 4; ++I) {
      if (void *Old = Objects[Random() % 64].exchange(
              kmem_cache_alloc(C, GFP_KERNEL)))
        kmem_cache_free(C, Old);
      unsigned Order = unsigned(Random() % 5);
      Pages.emplace_back(alloc_pages(GFP_KERNEL, Order), Order);
      if (Pages.size() > 20) {
        std::swap(Pages[Random() % 20], Pages.back());
        __free_pages(Pages.back().first, Pages.back().second);
        Pages.pop_back();
      }
      if (I % 50 == 0)
        vfree(vmalloc(1 + Random() % 20000));
    }
    for (auto [P, Order] : Pages)
      __free_pages(P, Order);
  });
  for (auto &P : Objects)
    kmem_cache_free(C, P.load());
  kmem_cache_destroy(C);
  expectAllFree();
}

TEST_P(Threads, CompeteForTheLastPages) {
  start(KALLOC_MACHINE_TINY);
  kalloc_page_cache_fill(KALLOC_CACHE_CLEAN, ~0ul);
  kalloc_kswapd_start();
  inThreads([&](unsigned Me) {
    std::vector<void *> Mine;
    for (unsigned I = 0; I != 3000; ++I) {
      gfp_t Flags = (I % 3 ? GFP_KERNEL : GFP_ATOMIC) | __GFP_NOWARN;
      if (void *P = kmalloc(64 << (I + Me) % 8, Flags))
        Mine.push_back(P);
      else
        while (Mine.size() > 10) {
          kfree(Mine.back());
          Mine.pop_back();
        }
    }
    for (void *P : Mine)
      kfree(P);
  });
  kalloc_kswapd_stop();
  kalloc_page_cache_drop();
  expectAllFree();
}

TEST_P(Threads, EndWithNothingLeftBehind) {
  for (unsigned Round = 0; Round != 20; ++Round)
    std::thread([] {
      void *All[50];
      for (void *&P : All)
        P = kmalloc(100, GFP_KERNEL);
      for (void *P : All)
        kfree(P);
    }).join();
  expectAllFree();
}

} // namespace
