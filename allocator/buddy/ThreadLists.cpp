// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "buddy/ThreadLists.h"
#include "buddy/Buddy.h"
#include "core/PerThread.h"

namespace kalloc::buddy {

namespace {

constexpr unsigned NumListedOrders = MaxListedOrder + 1;
constexpr unsigned Capacity[NumListedOrders] = {128, 32, 16, 16};

struct Stack {
  uint32_t Count;
  Pfn Items[Capacity[0]];
};

struct ThreadLists {
  PerThread Link;
  Stack Stacks[NumMobilities][NumListedOrders];
};

constinit thread_local ThreadLists Mine{};
constinit unsigned Listed = unsigned(policy::Zone::Normal);

void giveBack(Stack &S, unsigned Order, uint32_t Keep) {
  if (S.Count <= Keep)
    return;
  Zone &Z = zone(Listed);
  Locked L(Z.Lock);
  while (S.Count > Keep)
    give(Z, S.Items[--S.Count], Order);
}

void drain(ThreadLists &T) {
  for (auto &ByOrder : T.Stacks)
    for (unsigned O = 0; O != NumListedOrders; ++O)
      giveBack(ByOrder[O], O, 0);
}

void forget(ThreadLists &T) {
  for (auto &ByOrder : T.Stacks)
    for (Stack &S : ByOrder)
      S.Count = 0;
}

ThreadLists &lists(PerThread &P) { return reinterpret_cast<ThreadLists &>(P); }

void attachLists() {
  Mine.Link.Rank = 0;
  Mine.Link.Drain = [](PerThread &P) { drain(lists(P)); };
  Mine.Link.Forget = [](PerThread &P) { forget(lists(P)); };
  attach(Mine.Link);
}

/// Half of the list at once, as long as the zone has more than its low mark.
void refill(Stack &S, unsigned Order, Mobility Kind) {
  Zone &Z = zone(Listed);
  Locked L(Z.Lock);
  while (S.Count < Capacity[Order] / 2) {
    if (!aboveMark(Z, Order, Z.Low, {}, Listed))
      return;
    Pfn P = take(Z, Order, Kind);
    if (P == NoPfn)
      return;
    infoOf(P).set(PageKind::Listed, Order);
    infoOf(P).setOwner(Family::None);
    S.Items[S.Count++] = P;
  }
}

} // namespace

unsigned listedZone() { return Listed; }

void chooseListedZone() {
  Listed = unsigned(policy::Zone::Normal);
  while (Listed && !zone(Listed).pages())
    --Listed;
}

Pfn takeListed(unsigned Order, Mobility Kind) {
  Stack &S = Mine.Stacks[unsigned(Kind)][Order];
  if (!S.Count) {
    if (!Mine.Link.Attached)
      attachLists();
    refill(S, Order, Kind);
    if (!S.Count)
      return NoPfn;
  }
  return S.Items[--S.Count];
}

bool giveListed(Pfn P, unsigned Order) {
  if (Order > MaxListedOrder || zoneIndexOf(P) != Listed)
    return false;
  if (!Mine.Link.Attached)
    attachLists();
  Stack &S = Mine.Stacks[unsigned(groupOf(P))][Order];
  if (S.Count == Capacity[Order])
    giveBack(S, Order, Capacity[Order] / 2);
  infoOf(P).setOwner(Family::None);
  infoOf(P).set(PageKind::Listed, Order);
  S.Items[S.Count++] = P;
  return true;
}

uint64_t listedPages() {
  uint64_t Pages = 0;
  for (const auto &ByOrder : Mine.Stacks)
    for (unsigned O = 0; O != NumListedOrders; ++O)
      Pages += uint64_t(ByOrder[O].Count) << O;
  return Pages;
}

void drainThisThread() { drain(Mine); }

} // namespace kalloc::buddy
