// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "reclaim/Reclaim.h"
#include "buddy/Buddy.h"
#include "core/Lock.h"
#include "slab/Slab.h"

namespace kalloc::reclaim {

/// Objects that a shrinker is asked for at once, if it says nothing else.
static constexpr unsigned long DefaultBatch = 128;

static constinit SpinLock ShrinkerLock;
static constinit shrinker *Shrinkers = nullptr;

/// Asks for half of what the shrinker has. Returns objects freed.
static uint64_t shrinkOne(shrinker &S, GfpMask Flags) {
  shrink_control Control{Flags, 0, 0, 0};
  unsigned long Have = S.count_objects(&S, &Control);
  if (!Have || Have == SHRINK_EMPTY || Have == SHRINK_STOP)
    return 0;
  unsigned long Batch = S.batch > 0 ? (unsigned long)(S.batch) : DefaultBatch;
  uint64_t Freed = 0;
  for (unsigned long Left = Have / 2 + 1; Left;) {
    Control.nr_to_scan = Control.nr_scanned = Left < Batch ? Left : Batch;
    unsigned long Now = S.scan_objects(&S, &Control);
    if (Now == SHRINK_STOP)
      break;
    Freed += Now;
    Left -= Left < Batch ? Left : Batch;
  }
  return Freed;
}

/// As in the kernel, shrinkers of one reclaimer at a time.
static uint64_t shrinkAll(GfpMask Flags) {
  if (!ShrinkerLock.tryLock())
    return 0;
  uint64_t Freed = 0;
  for (shrinker *S = Shrinkers; S; S = S->kalloc_next)
    Freed += shrinkOne(*S, Flags);
  ShrinkerLock.unlock();
  return Freed;
}

static uint64_t dropCache(GfpMask Flags, uint64_t Wanted) {
  unsigned Zone = unsigned(policy::zonesFor(Flags).Order[0]);
  uint64_t Pages = cache::drop(KALLOC_CACHE_CLEAN, Zone, Wanted);
  if (Pages < Wanted && policy::mayEnterFs(Flags))
    Pages += cache::drop(KALLOC_CACHE_DIRTY, Zone, Wanted - Pages);
  if (Pages < Wanted && policy::mayStartIo(Flags))
    Pages += cache::drop(KALLOC_CACHE_ANON, Zone, Wanted - Pages);
  return Pages;
}

uint64_t direct(GfpMask Flags, unsigned Scopes, uint64_t Wanted) {
  // Whoever allocates while it reclaims lives on the reserves.
  if (inReclaim() || (Scopes & ScopeMemAlloc))
    return 0;
  const Hooks *H = hooks();
  inReclaim() = true;
  if (H && H->ReclaimEnter)
    H->ReclaimEnter(Flags);
  uint64_t Pages = dropCache(Flags, Wanted);
  uint64_t Objects = shrinkAll(Flags);
  Pages += slab::drain();
  if (H && H->ReclaimLeave)
    H->ReclaimLeave();
  inReclaim() = false;
  return Pages + (Objects ? 1 : 0);
}

bool start() {
  cache::start();
  Shrinkers = nullptr;
  buddy::setReclaimer(
      {direct, wakeKswapd, cache::moved, cache::lock, cache::unlock});
  return true;
}

void stop() {
  kalloc_kswapd_stop();
  buddy::setReclaimer({});
}

} // namespace kalloc::reclaim

using namespace kalloc;

int kalloc_shrinker_register(shrinker *s) {
  if (!s || !s->count_objects || !s->scan_objects || s->kalloc_registered ||
      !ensureMachine())
    return -22; // -EINVAL
  Locked L(reclaim::ShrinkerLock);
  s->kalloc_next = reclaim::Shrinkers;
  s->kalloc_registered = true;
  reclaim::Shrinkers = s;
  return 0;
}

void kalloc_shrinker_unregister(shrinker *s) {
  if (!s || !s->kalloc_registered)
    return;
  Locked L(reclaim::ShrinkerLock);
  for (shrinker **P = &reclaim::Shrinkers; *P; P = &(*P)->kalloc_next)
    if (*P == s) {
      *P = s->kalloc_next;
      break;
    }
  s->kalloc_registered = false;
  s->kalloc_next = nullptr;
}
