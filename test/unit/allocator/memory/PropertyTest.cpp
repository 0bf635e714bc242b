// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random operations beside a model that could not be simpler: a list of what is
// live and what was written there.
#include "MachineTest.h"
#include <cstdlib>
#include <map>
#include <random>

using namespace kalloc::test;

namespace {

enum class Way { Kmalloc, Kvmalloc, Vmalloc, Pages, Exact, Cache };

struct Object {
  Way How;
  size_t Size;
  uint64_t Seed;
  unsigned Order = 0;
  kmem_cache *From = nullptr;
};

class Model {
public:
  explicit Model(uint64_t Seed) : Random(Seed) {
    for (unsigned Size : {24u, 100u, 640u})
      Caches.push_back(kmem_cache_create("model", Size, 0, SLAB_PANIC, nullptr));
  }

  void step() {
    unsigned Choice = unsigned(Random() % 100);
    if (Live.size() > 300 || (Choice < 45 && !Live.empty()))
      freeOne();
    else if (Choice < 52 && !Live.empty())
      resizeOne();
    else if (Choice == 52)
      kalloc_drain();
    else
      allocateOne();
  }

  void end() {
    while (!Live.empty())
      freeOne();
    for (kmem_cache *C : Caches)
      kmem_cache_destroy(C);
  }

  size_t Allocated = 0, Refused = 0;

private:
  size_t randomSize(unsigned MaxShift) {
    return 1 + Random() % (size_t(8) << Random() % MaxShift);
  }

  gfp_t randomFlags() {
    static constexpr gfp_t Flags[] = {GFP_KERNEL, GFP_ATOMIC, GFP_NOWAIT,
                                      GFP_NOFS, GFP_KERNEL | GFP_DMA,
                                      GFP_KERNEL | __GFP_ZERO};
    return Flags[Random() % 6];
  }

  void *allocate(Object &O, gfp_t Flags) {
    switch (O.How) {
    case Way::Kmalloc:
      O.Size = randomSize(13);
      return kmalloc(O.Size, Flags);
    case Way::Kvmalloc:
      O.Size = randomSize(15);
      return kvmalloc(O.Size, Flags & ~GFP_DMA);
    case Way::Vmalloc:
      O.Size = randomSize(15);
      return vmalloc(O.Size);
    case Way::Pages:
      O.Order = unsigned(Random() % 5);
      O.Size = size_t(4096) << O.Order;
      return reinterpret_cast<void *>(__get_free_pages(Flags, O.Order));
    case Way::Exact:
      O.Size = randomSize(13);
      return alloc_pages_exact(O.Size, Flags);
    case Way::Cache:
      O.From = Caches[Random() % Caches.size()];
      O.Size = kmem_cache_size(O.From);
      return kmem_cache_alloc(O.From, Flags & ~GFP_DMA);
    }
    return nullptr;
  }

  void allocateOne() {
    Object O{Way(Random() % 6), 0, Random()};
    gfp_t Flags = randomFlags();
    auto *P = static_cast<char *>(allocate(O, Flags));
    if (!P) {
      ++Refused;
      return;
    }
    ++Allocated;
    if ((Flags & __GFP_ZERO) && O.How != Way::Vmalloc)
      EXPECT_TRUE(isZero(P, O.Size));
    expectAlone(P, O.Size);
    fill(P, O.Size, O.Seed);
    EXPECT_EQ(kalloc_describe(P).state, KALLOC_LIVE);
    EXPECT_EQ(kalloc_describe(P + O.Size - 1).object, P);
    Live[P] = O;
  }

  void expectAlone(char *P, size_t Size) {
    auto After = Live.lower_bound(P);
    if (After != Live.end())
      EXPECT_LE(P + Size, After->first);
    if (After != Live.begin()) {
      auto Before = std::prev(After);
      EXPECT_LE(Before->first + Before->second.Size, P);
    }
  }

  auto pick() {
    auto It = Live.begin();
    std::advance(It, long(Random() % Live.size()));
    EXPECT_TRUE(holds(It->first, It->second.Size, It->second.Seed));
    return It;
  }

  void freeOne() {
    auto It = pick();
    char *P = It->first;
    const Object &O = It->second;
    switch (O.How) {
    case Way::Kmalloc:
      kfree(P);
      break;
    case Way::Kvmalloc:
      kvfree(P);
      break;
    case Way::Vmalloc:
      vfree(P);
      break;
    case Way::Pages:
      free_pages(reinterpret_cast<unsigned long>(P), O.Order);
      break;
    case Way::Exact:
      free_pages_exact(P, O.Size);
      break;
    case Way::Cache:
      kmem_cache_free(O.From, P);
      break;
    }
    Live.erase(It);
  }

  void resizeOne() {
    auto It = pick();
    if (It->second.How != Way::Kmalloc)
      return;
    Object O = It->second;
    size_t Size = randomSize(13);
    auto *P = static_cast<char *>(krealloc(It->first, Size, GFP_KERNEL));
    if (!P)
      return;
    EXPECT_TRUE(holds(P, std::min(Size, O.Size), O.Seed));
    Live.erase(It);
    expectAlone(P, Size);
    O.Size = Size;
    fill(P, Size, O.Seed);
    Live[P] = O;
  }

  std::mt19937_64 Random;
  std::map<char *, Object> Live;
  std::vector<kmem_cache *> Caches;
};

class Property : public MachineTest,
                 public testing::WithParamInterface<Watch> {};

INSTANTIATE_TEST_SUITE_P(, Property,
                         testing::Values(Watch::Off, Watch::Plain,
                                         Watch::Checked));

uint64_t seed() {
  const char *Given = std::getenv("KALLOC_TEST_SEED");
  return Given ? std::strtoull(Given, nullptr, 0) : std::random_device()();
}

void run(uint64_t Seed, unsigned Steps) {
  SCOPED_TRACE("KALLOC_TEST_SEED=" + std::to_string(Seed));
  Model M(Seed);
  for (unsigned I = 0; I != Steps && !testing::Test::HasFailure(); ++I) {
    M.step();
    const char *Wrong = kalloc_check_invariants();
    ASSERT_EQ(Wrong, nullptr) << Wrong << " after step " << I;
  }
  M.end();
  EXPECT_GT(M.Allocated, Steps / 4);
}

TEST_P(Property, RandomOperationsFollowTheModel) {
  watch(GetParam());
  uint64_t Seed = seed();
  std::printf("KALLOC_TEST_SEED=%llu\n", (unsigned long long)Seed);
  for (uint64_t Round : {Seed, uint64_t(1)}) {
    run(Round, 2500);
    expectAllFree();
  }
}

TEST_P(Property, RandomOperationsUnderFaults) {
  watch(GetParam());
  uint64_t Seed = seed();
  std::printf("KALLOC_TEST_SEED=%llu\n", (unsigned long long)Seed);
  kalloc_fail_probability(200'000, Seed);
  run(Seed, 1500);
  kalloc_fail_none();
  expectAllFree();
}

} // namespace
