// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For every row of Violation.def, what provokes it and what comes close and does not.
#include "api/Call.h"
#include "kalloc/inject.h"
#include "kalloc/kalloc.h"
#include "kalloc/oracle.h"
#include "kalloc/page.h"
#include "kalloc/mempool.h"
#include "kalloc/sim.h"
#include "kalloc/slab.h"
#include "kalloc/vmalloc.h"
#include "oracle/Oracle.h"
#include "sched/Cpu.h"

#include "kalloc-rules/gfp-6.12.h"
#include <algorithm>
#include <cstring>
#include <gtest/gtest.h>

using namespace kalloc;

namespace {

struct Case {
  ViolationKind Kind;
  void (*Bad)();
  void (*Close)();
  oracle::Memory Objects = oracle::Memory::Checked;
  bool Rt = false;
};

CallSite here() { return {"test", nullptr}; }
void begin(SectionKind Kind, const void *Lock = nullptr) { oracle::enter(Kind, Lock, "lock", nullptr, here()); }
void end(SectionKind Kind, const void *Lock = nullptr) { oracle::leave(Kind, Lock, "lock", here()); }

void use(void *Memory) { asm volatile("" : : "r"(Memory) : "memory"); }

void allocateIn(SectionKind Kind, gfp_t Flags) {
  begin(Kind);
  void *Memory = kmalloc(8, Flags);
  end(Kind);
  kfree(Memory);
}

template <SectionKind Kind> void sleeps() { allocateIn(Kind, GFP_KERNEL); }
template <SectionKind Kind> void doesNotSleep() { allocateIn(Kind, GFP_ATOMIC); }

void write(char *At) { *reinterpret_cast<volatile char *>(At) = 1; }
char read(const char *At) { return *reinterpret_cast<const volatile char *>(At); }

/// Runs what may end in an access that cannot be continued.
template <void (*F)()> void guarded() {
  oracle::runGuarded([](void *) { F(); }, nullptr);
}

bool failAll(const char *, size_t, gfp_t, const void *) { return true; }

void *failing(gfp_t Flags) {
  kalloc_fail_decider(failAll);
  void *Memory = kmalloc(8, Flags);
  kalloc_fail_decider(nullptr);
  return Memory;
}

/// Enough uses of the same size that what is in quarantine comes out.
void churn() {
  for (int I = 0; I < 4096; ++I)
    kfree(kmalloc(64, GFP_KERNEL));
}

int StaticObject;

void lockIn(SectionKind Kind, gfp_t ReclaimFlags, gfp_t Flags) {
  static int Lock;
  oracle::reclaimEnter(ReclaimFlags);
  begin(Kind, &Lock);
  end(Kind, &Lock);
  oracle::reclaimLeave();
  begin(Kind, &Lock);
  kfree(kmalloc(8, Flags));
  end(Kind, &Lock);
}

void constructor(void *Memory) { *static_cast<char *>(Memory) = 1; }

template <unsigned Flags, bool Constructor> void fromCache() {
  kmem_cache *Cache = kmem_cache_create("test", 64, 8, 0, Constructor ? constructor : nullptr);
  kmem_cache_free(Cache, kmem_cache_alloc(Cache, Flags));
  kmem_cache_destroy(Cache);
}

template <bool Same> void freeToCache() {
  kmem_cache *A = kmem_cache_create("a", 64, 8, SLAB_NO_MERGE, nullptr);
  kmem_cache *B = kmem_cache_create("b", 64, 8, SLAB_NO_MERGE, nullptr);
  void *Object = kmem_cache_alloc(A, GFP_KERNEL);
  kmem_cache_free(Same ? A : B, Object);
}

template <bool Empty> void destroyCache() {
  kmem_cache *Cache = kmem_cache_create("test", 64, 8, 0, nullptr);
  void *Object = kmem_cache_alloc(Cache, GFP_KERNEL);
  if (Empty)
    kmem_cache_free(Cache, Object);
  kmem_cache_destroy(Cache);
  if (!Empty) {
    kmem_cache_free(Cache, Object);
    kmem_cache_destroy(Cache);
  }
}

template <int Offset> void writeByte() {
  auto *Memory = static_cast<char *>(kmalloc(60, GFP_KERNEL));
  write(Memory + Offset);
  kfree(Memory);
}

template <unsigned Order> void freePages() {
  page *Pages = alloc_pages(GFP_KERNEL, 2);
  __free_pages(Pages, Order);
}

template <size_t Size> void deep(void *) {
  char Frame[Size];
  std::memset(Frame, 0, sizeof(Frame));
  use(Frame);
}

template <size_t Size> void onStack() {
  sched::Settings S;
  S.StackSize = 4096 * 4;
  S.StackReserve = 0;
  sched::reset(S);
  sched::runTask("deep", deep<Size>, nullptr);
}

template <bool Free> void leak() {
  const uint64_t Scope = oracle::leakScope();
  void *Memory = kmalloc(8, GFP_KERNEL);
  use(Memory);
  if (Free)
    kfree(Memory);
  oracle::reportLeaks(Scope);
}

template <gfp_t Flags> void pages() {
  if (page *P = alloc_pages(Flags, 0))
    __free_pages(P, 0);
}

template <gfp_t Flags> void small() { kfree(kmalloc(8, Flags)); }

template <int N> void mempoolZero() {
  mempool_t *Pool = mempool_create_kmalloc_pool(1, 64);
  void *Element = mempool_alloc(Pool, N ? GFP_KERNEL | __GFP_ZERO : GFP_KERNEL);
  mempool_free(Element, Pool);
  mempool_destroy(Pool);
}

#define SLEEP(ID) {ViolationKind::Sleep##ID, sleeps<SectionKind::ID>, doesNotSleep<SectionKind::ID>}

const Case Cases[] = {
    SLEEP(PreemptOff), SLEEP(BhOff), SLEEP(IrqOff), SLEEP(Softirq), SLEEP(Hardirq), SLEEP(Rcu), SLEEP(RcuBh),
    SLEEP(RcuSched), SLEEP(Spin), SLEEP(RawSpin), SLEEP(RwlockRead), SLEEP(RwlockWrite), SLEEP(BitSpin),
    SLEEP(SeqWrite), SLEEP(LocalLock), SLEEP(NonBlock),
    {ViolationKind::SleepNmi,
     [] {
       begin(SectionKind::Nmi);
       oracle::mightSleep("msleep", 0, nullptr, "");
       end(SectionKind::Nmi);
     },
     [] {
       begin(SectionKind::Nmi);
       end(SectionKind::Nmi);
       oracle::mightSleep("msleep", 0, nullptr, "");
     }},
    {ViolationKind::AllocNmi, doesNotSleep<SectionKind::Nmi>, doesNotSleep<SectionKind::Hardirq>},
    {ViolationKind::AllocRawRt, doesNotSleep<SectionKind::RawSpin>, doesNotSleep<SectionKind::Mutex>,
     oracle::Memory::Checked, true},
    {ViolationKind::Unbalanced,
     [] {
       const oracle::Balance Before = oracle::balance();
       begin(SectionKind::Mutex);
       oracle::checkBalance(Before, "f");
     },
     [] {
       const oracle::Balance Before = oracle::balance();
       allocateIn(SectionKind::Mutex, GFP_KERNEL);
       oracle::checkBalance(Before, "f");
     }},
    {ViolationKind::NotHeld, [] { end(SectionKind::Spin); },
     [] {
       begin(SectionKind::Spin);
       end(SectionKind::Spin);
     }},
    {ViolationKind::BadZone, pages<GFP_KERNEL | __GFP_DMA | __GFP_HIGHMEM>, pages<GFP_KERNEL | __GFP_DMA>},
    {ViolationKind::BadSlabFlags, small<GFP_KERNEL | __GFP_HIGHMEM>, small<GFP_KERNEL | __GFP_DMA>},
    {ViolationKind::BadVmallocFlags, [] { vfree(__vmalloc(4096, GFP_KERNEL | __GFP_DMA)); },
     [] { vfree(__vmalloc(4096, GFP_KERNEL | __GFP_ZERO)); }},
    {ViolationKind::BadKvmallocFlags, [] { kvfree(kvmalloc(64, GFP_KERNEL | __GFP_NORETRY)); },
     [] { kvfree(kvmalloc(64, GFP_KERNEL)); }},
    {ViolationKind::BadMempoolFlags, mempoolZero<1>, mempoolZero<0>},
    {ViolationKind::BadPageFlags, pages<GFP_KERNEL | __GFP_MOVABLE | __GFP_RECLAIMABLE>,
     pages<GFP_KERNEL | __GFP_MOVABLE>},
    {ViolationKind::NoFailCannot, small<GFP_ATOMIC | __GFP_NOFAIL>, small<GFP_KERNEL | __GFP_NOFAIL>},
    {ViolationKind::ZeroWithCtor, fromCache<GFP_KERNEL | __GFP_ZERO, true>,
     fromCache<GFP_KERNEL | __GFP_ZERO, false>},
    {ViolationKind::Contradiction, small<GFP_KERNEL | __GFP_NORETRY | __GFP_NOFAIL>,
     small<GFP_KERNEL | __GFP_NORETRY>},
    {ViolationKind::BadArgument, [] { kmem_cache_create("test", 64, 3, 0, nullptr); },
     [] { kmem_cache_destroy(kmem_cache_create("test", 64, 16, 0, nullptr)); }},
    {ViolationKind::OrderTooLarge, [] { alloc_pages(GFP_KERNEL, 11); },
     [] { __free_pages(alloc_pages(GFP_KERNEL, 10), 10); }},
    {ViolationKind::ReclaimFs, [] { lockIn(SectionKind::Mutex, GFP_KERNEL, GFP_KERNEL); },
     [] { lockIn(SectionKind::Mutex, GFP_KERNEL, GFP_ATOMIC); }},
    {ViolationKind::ReclaimIo, [] { lockIn(SectionKind::Mutex, GFP_NOFS, GFP_NOFS); },
     [] { lockIn(SectionKind::Mutex, GFP_NOFS, GFP_NOIO); }},
    {ViolationKind::ShrinkerRecursed,
     [] {
       oracle::reclaimEnter(GFP_KERNEL);
       kfree(kmalloc(8, GFP_KERNEL));
       oracle::reclaimLeave();
     },
     [] {
       oracle::reclaimEnter(GFP_KERNEL);
       kfree(kmalloc(8, GFP_NOWAIT));
       oracle::reclaimLeave();
     }},
    {ViolationKind::NullDeref, guarded<[] { write(static_cast<char *>(failing(GFP_KERNEL))); }>,
     [] {
       if (void *Memory = failing(GFP_KERNEL))
         write(static_cast<char *>(Memory));
     }},
    {ViolationKind::UseAfterFree, guarded<[] {
       auto *Memory = static_cast<char *>(kmalloc(8, GFP_KERNEL));
       kfree(Memory);
       read(Memory);
     }>,
     [] {
       auto *Memory = static_cast<char *>(kmalloc(8, GFP_KERNEL | __GFP_ZERO));
       read(Memory);
       kfree(Memory);
     },
     oracle::Memory::Guarded},
    {ViolationKind::OutOfBounds, guarded<[] { read(static_cast<char *>(kmalloc(64, GFP_KERNEL)) + 64); }>,
     [] {
       auto *Memory = static_cast<char *>(kmalloc(64, GFP_KERNEL));
       read(Memory + 63);
       kfree(Memory);
     },
     oracle::Memory::Guarded},
    {ViolationKind::WriteAfterFree,
     [] {
       auto *Memory = static_cast<char *>(kmalloc(64, GFP_KERNEL));
       kfree(Memory);
       write(Memory + 8);
       churn();
     },
     [] {
       auto *Memory = static_cast<char *>(kmalloc(64, GFP_KERNEL));
       write(Memory + 8);
       kfree(Memory);
       churn();
     }},
    {ViolationKind::Overrun, writeByte<60>, writeByte<59>},
    {ViolationKind::Underrun, writeByte<-1>, writeByte<0>},
    {ViolationKind::DoubleFree,
     [] {
       void *Memory = kmalloc(8, GFP_KERNEL);
       use(Memory);
       kfree(Memory);
       kfree(Memory);
     },
     [] {
       kfree(kmalloc(8, GFP_KERNEL));
       kfree(nullptr);
       kfree(nullptr);
     }},
    {ViolationKind::InteriorFree, [] { kfree(static_cast<char *>(kmalloc(64, GFP_KERNEL)) + 16); },
     [] { kfree(kmalloc(64, GFP_KERNEL)); }},
    {ViolationKind::FreeStack,
     [] {
       char Local[32];
       use(Local);
       kfree(Local);
     },
     [] { kfree(ZERO_SIZE_PTR); }},
    {ViolationKind::FreeStatic, [] { kfree(&StaticObject); }, [] { kfree(nullptr); }},
    {ViolationKind::FreeForeign,
     [] {
       void *Memory = malloc(32);
       kfree(Memory);
       free(Memory);
     },
     [] { kfree(kmalloc(32, GFP_KERNEL)); }},
    {ViolationKind::WrongFamily, [] { kfree(vmalloc(8192)); }, [] { kvfree(vmalloc(8192)); }},
    {ViolationKind::WrongCache, freeToCache<false>, freeToCache<true>},
    {ViolationKind::WrongOrder, freePages<1>, freePages<2>},
    {ViolationKind::CacheInUse, destroyCache<false>, destroyCache<true>},
    {ViolationKind::Leak, leak<false>, leak<true>},
    {ViolationKind::StackOverflow, onStack<20000>, onStack<8000>},
};

class ViolationTest : public testing::TestWithParam<Case> {
protected:
  void SetUp() override {
    oracle::Options Options;
    Options.Objects = GetParam().Objects;
    Options.Rt = GetParam().Rt;
    oracle::setRelease(api::releaseQuarantined);
    oracle::install(Options);
  }
  void TearDown() override {
    oracle::uninstall();
    const char *Broken = kalloc_check_invariants();
    EXPECT_EQ(Broken, nullptr) << (Broken ? Broken : "");
  }

  static std::string found() {
    std::string All;
    for (size_t I = 0; I < oracle::count(); ++I)
      All += std::string(violationName(oracle::get(I).Kind)) + ": " + oracle::get(I).Message + "\n";
    return All;
  }
};

TEST_P(ViolationTest, IsToldWhenProvoked) {
  GetParam().Bad();
  bool Told = false;
  for (size_t I = 0; I < oracle::count(); ++I)
    Told |= oracle::get(I).Kind == GetParam().Kind;
  EXPECT_TRUE(Told) << "found instead:\n" << found();
}

TEST_P(ViolationTest, IsNotToldForWhatComesClose) {
  GetParam().Close();
  EXPECT_EQ(oracle::count(), 0u) << found();
}

std::string nameOf(const testing::TestParamInfo<Case> &Info) {
  std::string Name = violationName(Info.param.Kind);
  std::replace(Name.begin(), Name.end(), '-', '_');
  return Name;
}

INSTANTIATE_TEST_SUITE_P(Rows, ViolationTest, testing::ValuesIn(Cases), nameOf);

TEST(ViolationList, HasATestForEveryRow) {
  for (unsigned I = 0; I < NumViolationKinds; ++I) {
    const auto Tested = std::count_if(std::begin(Cases), std::end(Cases),
                                      [&](const Case &C) { return C.Kind == ViolationKind(I); });
    EXPECT_EQ(Tested, 1) << violationName(ViolationKind(I));
  }
}

} // namespace
