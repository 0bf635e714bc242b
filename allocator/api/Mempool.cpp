// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "kalloc/mempool.h"
#include "api/Call.h"
#include "buddy/Buddy.h"
#include "kalloc/page.h"
#include "kalloc/slab.h"
#include "slab/Checked.h"
#include "slab/Slab.h"

using namespace kalloc;
using namespace kalloc::api;
using policy::GfpMeaning;

namespace {

/// Turns to wait for an element before it is certain that none will come.
constexpr unsigned MaxWaits = 100'000;

class PoolLock {
public:
  explicit PoolLock(mempool_t &Pool) : Word(Pool.lock) {
    while (__atomic_exchange_n(&Word, 1, __ATOMIC_ACQUIRE))
      platform::yieldThread();
  }
  ~PoolLock() { __atomic_store_n(&Word, 0, __ATOMIC_RELEASE); }
  PoolLock(const PoolLock &) = delete;
  PoolLock &operator=(const PoolLock &) = delete;

private:
  int &Word;
};

/// Who may free an element, where there is a record of it.
void setFamily(void *Element, Family As) {
  if (!inMemory(Element))
    return;
  Description D = describe(Element);
  if (D.Cache && static_cast<const kmem_cache *>(D.Cache)->Checked)
    slab::recordOf(Element).As = As;
}

/// Memory for the pool itself, of which the oracle hears by other ways.
void *ownMemory(size_t Size, GfpMask Flags, Family As) {
  bool Checked = hooks() && hooks()->CheckObjects;
  kmem_cache *Cache = slab::kmallocCache(Size, Flags, Checked);
  return Cache ? slab::allocate(*Cache, {Flags, currentScopes(), Size, As})
               : nullptr;
}

void freeOwn(void *Memory) {
  Description D = describe(Memory);
  if (D.Is == Description::State::Live)
    giveBack(D, "mempool_destroy", nullptr, false);
}

bool refill(mempool_t &Pool, GfpMask Flags) {
  while (Pool.curr_nr < Pool.min_nr) {
    void *Element = Pool.alloc(Flags, Pool.pool_data);
    if (!Element)
      return false;
    Pool.elements[Pool.curr_nr++] = Element;
  }
  return true;
}

void emptyPool(mempool_t &Pool) {
  while (Pool.curr_nr)
    Pool.free(Pool.elements[--Pool.curr_nr], Pool.pool_data);
}

constexpr size_t MaxElements = KMALLOC_MAX_CACHE_SIZE / sizeof(void *);

mempool_t *createPool(const char *Api, int Min, mempool_alloc_t *Alloc,
                      mempool_free_t *Free, void *Data, const void *Caller) {
  GfpMask Flags = policy::value("GFP_KERNEL");
  AllocCall C({Api, Family::MempoolCreate, sizeof(mempool_t), Flags, Caller});
  if (Min <= 0 || size_t(Min) > MaxElements || !Alloc || !Free) {
    C.fault(MemoryFault::BadArgument, "number of elements or functions");
    C.done(nullptr);
    return nullptr;
  }
  void *Memory = C.failsEarly() ? nullptr
                                : ownMemory(sizeof(mempool_t), C.flags(),
                                            Family::MempoolCreate);
  if (!Memory) {
    C.done(nullptr);
    return nullptr;
  }
  auto *Pool = static_cast<mempool_t *>(Memory);
  *Pool = {0, Min, 0, nullptr, Data, Alloc, Free};
  Pool->elements = static_cast<void **>(ownMemory(
      size_t(Min) * sizeof(void *), C.flags(), Family::MempoolCreate));
  if (!Pool->elements || !refill(*Pool, C.flags())) {
    emptyPool(*Pool);
    if (Pool->elements)
      freeOwn(Pool->elements);
    freeOwn(Pool);
    Pool = nullptr;
  }
  C.done(Pool);
  return Pool;
}

void *takeReserve(mempool_t &Pool) {
  PoolLock L(Pool);
  return Pool.curr_nr ? Pool.elements[--Pool.curr_nr] : nullptr;
}

void waitForElement() {
  const Hooks *H = hooks();
  if (H && H->Wait)
    H->Wait();
  platform::yieldThread();
}

/// As mempool_alloc() of the kernel: first without waiting, then the reserve,
/// then with what the flags allow, then until somebody frees.
void *takeElement(mempool_t &Pool, AllocCall &C) {
  GfpMask Flags = C.flags() | policy::bits(GfpMeaning::NoMemAlloc) |
                  policy::bits(GfpMeaning::NoRetry) |
                  policy::bits(GfpMeaning::NoWarn);
  GfpMask Quick = Flags & ~(policy::bits(GfpMeaning::Blocks) |
                            policy::bits(GfpMeaning::Io));
  bool Waits = policy::mayBlock(C.flags());
  bool Refused = inject::shouldFail(C.Request);
  for (unsigned Turn = 0; Turn != MaxWaits; ++Turn) {
    void *Element =
        Refused ? nullptr : Pool.alloc(Turn ? Flags : Quick, Pool.pool_data);
    if (!Element)
      Element = takeReserve(Pool);
    if (Element || !Waits)
      return Element;
    if (Turn)
      waitForElement();
  }
  C.fault(MemoryFault::NoFailCannot, "nobody gives an element back");
  return nullptr;
}

} // namespace

mempool_t *mempool_create(int min_nr, mempool_alloc_t *alloc,
                          mempool_free_t *free, void *pool_data) {
  return createPool("mempool_create", min_nr, alloc, free, pool_data,
                    KALLOC_CALLER);
}

mempool_t *mempool_create_slab_pool(int min_nr, kmem_cache *cache) {
  return createPool("mempool_create_slab_pool", min_nr, mempool_alloc_slab,
                    mempool_free_slab, cache, KALLOC_CALLER);
}

mempool_t *mempool_create_kmalloc_pool(int min_nr, size_t size) {
  return createPool("mempool_create_kmalloc_pool", min_nr, mempool_kmalloc,
                    mempool_kfree, reinterpret_cast<void *>(size),
                    KALLOC_CALLER);
}

mempool_t *mempool_create_page_pool(int min_nr, int order) {
  return createPool("mempool_create_page_pool", min_nr, mempool_alloc_pages,
                    mempool_free_pages, reinterpret_cast<void *>(long(order)),
                    KALLOC_CALLER);
}

static constinit FreeFunction DestroyFunction{"mempool_destroy"};
static constinit FreeFunction FreeElementFunction{"mempool_free"};

void mempool_destroy(mempool_t *pool) {
  if (!pool)
    return;
  // A pool of a time without records is an object of kmalloc like any other.
  Description D = describe(pool);
  bool Recorded = D.Cache && static_cast<const kmem_cache *>(D.Cache)->Checked;
  if (Recorded || D.Is != Description::State::Live) {
    FreeCheck C = checkFree(DestroyFunction, pool, KALLOC_CALLER);
    if (C.What == FreeCheck::Do::Nothing)
      return;
  }
  emptyPool(*pool);
  freeOwn(pool->elements);
  freeOwn(pool);
}

int mempool_resize(mempool_t *pool, int new_min_nr) {
  mightSleep("mempool_resize", KALLOC_CALLER, "might_sleep()");
  if (new_min_nr <= 0 || size_t(new_min_nr) > MaxElements)
    return -22; // -EINVAL
  GfpMask Flags = policy::value("GFP_KERNEL");
  auto **Elements = static_cast<void **>(ownMemory(
      size_t(new_min_nr) * sizeof(void *), Flags, Family::MempoolCreate));
  if (!Elements)
    return -12; // -ENOMEM
  {
    PoolLock L(*pool);
    while (pool->curr_nr > new_min_nr)
      pool->free(pool->elements[--pool->curr_nr], pool->pool_data);
    for (int I = 0; I != pool->curr_nr; ++I)
      Elements[I] = pool->elements[I];
    freeOwn(pool->elements);
    pool->elements = Elements;
    pool->min_nr = new_min_nr;
  }
  refill(*pool, Flags);
  return 0;
}

void *mempool_alloc(mempool_t *pool, gfp_t flags) {
  AllocCall C(
      {"mempool_alloc", Family::Mempool, 0, flags, KALLOC_CALLER, pool});
  if (policy::has(flags, GfpMeaning::Zero)) {
    C.fault(MemoryFault::BadMempoolFlags, "elements are not zeroed");
    C.drop(policy::bits(GfpMeaning::Zero));
  }
  void *Element = takeElement(*pool, C);
  if (Element)
    setFamily(Element, Family::Mempool);
  return C.done(Element);
}

/// Does the record of an element, if there is one, say that it is in use?
static bool mayFreeElement(void *Element, const void *Caller) {
  Description D = describe(Element);
  bool Recorded = D.Cache && static_cast<const kmem_cache *>(D.Cache)->Checked;
  if (!Recorded)
    return true;
  return checkFree(FreeElementFunction, Element, Caller).What !=
         FreeCheck::Do::Nothing;
}

void mempool_free(void *element, mempool_t *pool) {
  if (!element || !mayFreeElement(element, KALLOC_CALLER))
    return;
  auto *Cache = static_cast<const kmem_cache *>(describe(element).Cache);
  setFamily(element, Cache ? Cache->Objects : Family::Kmalloc);
  {
    PoolLock L(*pool);
    if (pool->curr_nr < pool->min_nr) {
      pool->elements[pool->curr_nr++] = element;
      return;
    }
  }
  pool->free(element, pool->pool_data);
}

void *mempool_alloc_slab(gfp_t flags, void *pool_data) {
  auto &Cache = *static_cast<kmem_cache *>(pool_data);
  unsigned Scopes = currentScopes();
  return slab::allocate(Cache, {policy::inScopes(flags, Scopes), Scopes,
                                Cache.ObjectSize, Family::KmemCache});
}

void mempool_free_slab(void *element, void *) { freeOwn(element); }

void *mempool_kmalloc(gfp_t flags, void *pool_data) {
  auto Size = reinterpret_cast<size_t>(pool_data);
  return Size && Size <= KMALLOC_MAX_CACHE_SIZE
             ? ownMemory(Size, policy::inScopes(flags, currentScopes()),
                         Family::Kmalloc)
             : nullptr;
}

void mempool_kfree(void *element, void *) { freeOwn(element); }

void *mempool_alloc_pages(gfp_t flags, void *pool_data) {
  unsigned Scopes = currentScopes();
  auto Order = unsigned(reinterpret_cast<uintptr_t>(pool_data));
  Pfn P = buddy::allocate(
      {policy::inScopes(flags, Scopes), Order, Family::Pages, Scopes});
  return P == NoPfn ? nullptr : machine().PageArray + P;
}

void mempool_free_pages(void *element, void *pool_data) {
  auto Order = unsigned(reinterpret_cast<uintptr_t>(pool_data));
  auto P = Pfn(page_to_pfn(static_cast<struct page *>(element)));
  if (P != NoPfn)
    buddy::free(P, Order);
}
