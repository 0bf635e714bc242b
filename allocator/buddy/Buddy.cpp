// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "buddy/Buddy.h"
#include "buddy/ThreadLists.h"
#include "buddy/Zones.h"
#include <cstring>

namespace kalloc::buddy {

using policy::Effort;
using policy::Reserve;
using policy::ZonePlan;

static constinit Reclaimer Reclaim{};
static constinit Counters Count{};

void setReclaimer(const Reclaimer &R) { Reclaim = R; }
Counters &counters() { return Count; }

/// Requests above this order fail easily: reclaim rarely makes such blocks.
static constexpr unsigned CostlyOrder = 3;
/// Rounds without any progress before a request is given up.
static constexpr unsigned MaxIdleRounds = 3, MaxRounds = 16;

static Pfn takeFromZones(const Request &R, const ZonePlan &Plan,
                         uint64_t Zone::*Mark, Reserve Allowed) {
  unsigned Preferred = unsigned(Plan.Order[0]);
  for (unsigned I = 0; I != Plan.Count; ++I) {
    Zone &Z = zone(unsigned(Plan.Order[I]));
    if (!Z.pages())
      continue;
    Locked L(Z.Lock);
    if (!aboveMark(Z, R.Order, Z.*Mark, Allowed, Preferred))
      continue;
    Pfn P = take(Z, R.Order, policy::mobilityFor(R.Flags));
    if (P == NoPfn)
      continue;
    // Before the lock is given up, or a buddy would join it.
    infoOf(P).set(PageKind::Block, R.Order);
    return P;
  }
  return NoPfn;
}

static Pfn takeQuickly(const Request &R, const ZonePlan &Plan) {
  if (R.Order > MaxListedOrder || unsigned(Plan.Order[0]) != listedZone())
    return NoPfn;
  Pfn P = takeListed(R.Order, policy::mobilityFor(R.Flags));
  if (P != NoPfn)
    infoOf(P).set(PageKind::Block, R.Order);
  return P;
}

static void wakeKswapd() {
  Count.KswapdWakes.fetch_add(1, std::memory_order_relaxed);
  if (Reclaim.WakeKswapd)
    Reclaim.WakeKswapd();
}

/// Returns pages freed. A task that reclaims already does not begin again.
static uint64_t reclaimOnce(const Request &R) {
  if (!Reclaim.Direct || (R.Scopes & ScopeMemAlloc))
    return 0;
  Count.DirectReclaims.fetch_add(1, std::memory_order_relaxed);
  drainThisThread();
  return Reclaim.Direct(R.Flags, R.Scopes, (uint64_t(1) << R.Order) + 32);
}

/// Should a round that brought nothing be followed by another?
static bool goesOn(const Request &R, Effort E, unsigned Round, unsigned Idle) {
  switch (E) {
  case Effort::NoRetry:
    return false;
  case Effort::NoFail:
    return Round < 2 * MaxRounds;
  case Effort::RetryMayFail:
    return Round < MaxRounds && Idle < MaxIdleRounds;
  case Effort::Normal:
    return R.Order <= CostlyOrder && Round < MaxRounds && Idle < MaxIdleRounds;
  }
  return false;
}

static void waitForMemory() {
  const Hooks *H = hooks();
  if (H && H->Wait)
    H->Wait();
  else
    platform::yieldThread();
}

/// Direct reclaim and compaction, until there is a block or no hope.
static Pfn struggle(const Request &R, const ZonePlan &Plan, Reserve Allowed) {
  Effort E = policy::effortFor(R.Flags);
  for (unsigned Round = 0, Idle = 0;; ++Round) {
    uint64_t Freed = reclaimOnce(R);
    Idle = Freed ? 0 : Idle + 1;
    Pfn P = takeFromZones(R, Plan, &Zone::Min, Allowed);
    if (P == NoPfn && R.Order && policy::mayStartIo(R.Flags) &&
        compact(R.Order))
      P = takeFromZones(R, Plan, &Zone::Min, Allowed);
    if (P != NoPfn)
      return P;
    if (!goesOn(R, E, Round, Idle))
      break;
    if (!Freed)
      waitForMemory();
  }
  if (E != Effort::NoFail)
    return NoPfn;
  // Where the kernel would go on for ever: whatever is left, before it fails.
  return takeFromZones(R, Plan, &Zone::Min, {.All = true});
}

static Pfn takeSlowly(const Request &R, const ZonePlan &Plan) {
  Pfn P = takeFromZones(R, Plan, &Zone::Low, {});
  if (P != NoPfn)
    return P;
  if (policy::wakesKswapd(R.Flags))
    wakeKswapd();
  Reserve Allowed = policy::reserveFor(R.Flags, R.Scopes);
  P = takeFromZones(R, Plan, &Zone::Min, Allowed);
  if (P == NoPfn) {
    // What this thread keeps may be all that is missing.
    drainThisThread();
    P = takeFromZones(R, Plan, &Zone::Min, Allowed);
  }
  if (P == NoPfn && policy::mayBlock(R.Flags))
    P = struggle(R, Plan, Allowed);
  return P;
}

Pfn allocate(const Request &R) {
  ZonePlan Plan = policy::zonesFor(R.Flags);
  if (R.Order > MaxOrder || !Plan.Count)
    return NoPfn;
  Pfn P = takeQuickly(R, Plan);
  if (P == NoPfn)
    P = takeSlowly(R, Plan);
  if (P == NoPfn) {
    Count.Failures.fetch_add(1, std::memory_order_relaxed);
    return NoPfn;
  }
  PageInfo &I = infoOf(P);
  I.Flags = 0;
  I.Cache = nullptr;
  I.setOwner(R.Owner);
  if (policy::has(R.Flags, policy::GfpMeaning::Zero))
    std::memset(addressOf(P), 0, size_t(PageSize) << R.Order);
  return P;
}

void free(Pfn P, unsigned Order) {
  if (giveListed(P, Order))
    return;
  Zone &Z = zoneOf(P);
  Locked L(Z.Lock);
  give(Z, P, Order);
}

void split(Pfn P, unsigned Order, unsigned NewOrder) {
  Family Owner = infoOf(P).owner();
  Locked L(zoneOf(P).Lock);
  for (Pfn Q = P; Q < P + (1u << Order); Q += 1u << NewOrder) {
    PageInfo &I = infoOf(Q);
    I.setOwner(Owner);
    I.Flags = 0;
    I.Cache = nullptr;
    I.set(PageKind::Block, NewOrder);
  }
}

uint64_t freePages() {
  uint64_t Pages = listedPages();
  for (unsigned I = 0; I != NumZones; ++I)
    Pages += zone(I).Free.load(std::memory_order_relaxed);
  return Pages;
}

namespace {

/// Movable pages go up, free pages come down, until the two meet.
class Compaction {
public:
  Compaction(Zone &Z, unsigned Order) : Z(Z), Wanted(Order), Top(Z.End) {}

  uint64_t run() {
    uint64_t Moved = 0;
    Locked L(Z.Lock);
    for (Pfn Low = Z.Start; Low < Top && !haveBlock(); ++Low) {
      if (!movable(Low) || !findTarget(Low))
        continue;
      move(Low, Top);
      ++Moved;
    }
    return Moved;
  }

private:
  bool haveBlock() const {
    for (const auto &ByOrder : Z.Lists)
      for (unsigned O = Wanted; O != NumOrders; ++O)
        if (ByOrder[O].Count)
          return true;
    return false;
  }

  static bool movable(Pfn P) {
    const PageInfo &I = infoOf(P);
    return I.kind() == PageKind::Block && (I.Flags & PageMovable) && !I.order();
  }

  /// The highest free page above Low becomes Top.
  bool findTarget(Pfn Low) {
    while (--Top > Low) {
      Pfn Head = headOf(Top);
      if (Head != NoPfn && infoOf(Head).kind() == PageKind::Free)
        return true;
    }
    return false;
  }

  void move(Pfn Old, Pfn New) {
    takePage(Z, New);
    PageInfo &From = infoOf(Old), &To = infoOf(New);
    std::memcpy(addressOf(New), addressOf(Old), PageSize);
    To.setOwner(From.owner());
    To.Flags = From.Flags;
    To.Cache = From.Cache;
    To.set(PageKind::Block, 0);
    Reclaim.Moved(Old, New);
    From.Flags = 0;
    From.setOwner(Family::None);
    give(Z, Old, 0);
  }

  Zone &Z;
  unsigned Wanted;
  Pfn Top;
};

} // namespace

uint64_t compact(unsigned Order) {
  if (!Reclaim.Moved)
    return 0;
  Count.Compactions.fetch_add(1, std::memory_order_relaxed);
  Reclaim.LockPages();
  uint64_t Moved = 0;
  for (unsigned I = 0; I != NumZones; ++I)
    Moved += Compaction(zone(I), Order).run();
  Reclaim.UnlockPages();
  return Moved;
}

void stop() { drainThisThread(); }

} // namespace kalloc::buddy
