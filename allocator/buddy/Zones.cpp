// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "buddy/Zones.h"
#include "buddy/Buddy.h"
#include "buddy/ThreadLists.h"

namespace kalloc::buddy {

static constinit Zone Zones[NumZones];
/// The mobility of each group, written under the zone's lock and read by any
/// thread that frees; memory is at most 16 GiB.
static constinit std::atomic<uint8_t>
    Groups[(uint64_t(16) << 30 >> PageShift) >> GroupOrder] = {};

Zone &zone(unsigned Index) { return Zones[Index]; }

Mobility groupOf(Pfn P) {
  return Mobility(Groups[P >> GroupOrder].load(std::memory_order_relaxed));
}

static void link(Zone &Z, Pfn P, unsigned Order, Mobility Kind) {
  PageInfo &I = infoOf(P);
  FreeList &L = Z.Lists[unsigned(Kind)][Order];
  I.set(PageKind::Free, Order);
  I.setOwner(Family::None);
  I.Mobility = uint8_t(Kind);
  I.Previous = NoPfn;
  I.Next = L.First;
  if (L.First != NoPfn)
    infoOf(L.First).Previous = P;
  L.First = P;
  ++L.Count;
  Z.Free.store(Z.Free.load(std::memory_order_relaxed) + (1u << Order),
               std::memory_order_relaxed);
}

static void unlink(Zone &Z, Pfn P) {
  PageInfo &I = infoOf(P);
  FreeList &L = Z.Lists[I.Mobility][I.order()];
  (I.Previous != NoPfn ? infoOf(I.Previous).Next : L.First) = I.Next;
  if (I.Next != NoPfn)
    infoOf(I.Next).Previous = I.Previous;
  --L.Count;
  Z.Free.store(Z.Free.load(std::memory_order_relaxed) - (1u << I.order()),
               std::memory_order_relaxed);
  I.set(PageKind::Inside, 0);
}

/// Keeps the first 1 << Order pages of an unlinked block and frees the rest.
static void freeRest(Zone &Z, Pfn P, unsigned Have, unsigned Order,
                     Mobility Kind) {
  while (Have > Order) {
    --Have;
    link(Z, P + (1u << Have), Have, Kind);
  }
}

static Pfn takeFrom(Zone &Z, unsigned Order, Mobility Kind) {
  for (unsigned O = Order; O != NumOrders; ++O) {
    Pfn P = Z.Lists[unsigned(Kind)][O].First;
    if (P == NoPfn)
      continue;
    unlink(Z, P);
    freeRest(Z, P, O, Order, Kind);
    return P;
  }
  return NoPfn;
}

/// All free blocks of P's group change to another mobility.
static void regroup(Zone &Z, Pfn P, Mobility To) {
  Pfn Start = P & ~((1u << GroupOrder) - 1), End = Start + (1u << GroupOrder);
  Groups[P >> GroupOrder].store(uint8_t(To), std::memory_order_relaxed);
  for (Pfn At = Start; At < End;) {
    PageInfo &I = infoOf(At);
    unsigned Order = I.order();
    if (I.kind() == PageKind::Free && I.Mobility != uint8_t(To)) {
      unlink(Z, At);
      link(Z, At, Order, To);
    }
    At += I.kind() == PageKind::Free ? 1u << Order : 1;
  }
}

/// Takes the largest block of another mobility, so that few groups get mixed;
/// a large enough one brings its group along.
static Pfn steal(Zone &Z, unsigned Order, Mobility Kind) {
  for (unsigned O = NumOrders; O-- > Order;)
    for (unsigned Other = 0; Other != NumMobilities; ++Other) {
      Pfn P = Z.Lists[Other][O].First;
      if (Other == unsigned(Kind) || P == NoPfn)
        continue;
      if (O >= GroupOrder / 2 || Kind != Mobility::Movable) {
        for (Pfn G = P; G < P + (1u << O); G += 1u << GroupOrder)
          regroup(Z, G, Kind);
        return takeFrom(Z, Order, Kind);
      }
      unlink(Z, P);
      freeRest(Z, P, O, Order, Mobility(Other));
      return P;
    }
  return NoPfn;
}

Pfn take(Zone &Z, unsigned Order, Mobility Kind) {
  Pfn P = takeFrom(Z, Order, Kind);
  return P != NoPfn ? P : steal(Z, Order, Kind);
}

void give(Zone &Z, Pfn P, unsigned Order) {
  infoOf(P).set(PageKind::Inside, 0);
  for (; Order < MaxOrder; ++Order) {
    Pfn Buddy = P ^ (1u << Order);
    if (Buddy < Z.Start || Buddy >= Z.End)
      break;
    const PageInfo &I = infoOf(Buddy);
    if (I.kind() != PageKind::Free || I.order() != Order)
      break;
    unlink(Z, Buddy);
    P &= ~(1u << Order);
  }
  link(Z, P, Order, groupOf(P));
}

void takePage(Zone &Z, Pfn P) {
  Pfn Head = headOf(P);
  unsigned Order = infoOf(Head).order();
  auto Kind = Mobility(infoOf(Head).Mobility);
  unlink(Z, Head);
  while (Order) {
    --Order;
    Pfn Half = Head + (1u << Order);
    link(Z, P < Half ? Half : Head, Order, Kind);
    Head = P < Half ? Head : Half;
  }
}

bool aboveMark(const Zone &Z, unsigned Order, uint64_t Mark,
               policy::Reserve Reserve, unsigned Preferred) {
  uint64_t Free = Z.Free.load(std::memory_order_relaxed);
  uint64_t Wanted = uint64_t(1) << Order;
  if (Reserve.All)
    return Free >= Wanted;
  if (Reserve.Half)
    Mark -= Mark / 2;
  if (Reserve.Quarter)
    Mark -= Mark / 4;
  return Free >= Wanted + Mark + Z.KeptFrom[Preferred];
}

static uint64_t squareRoot(uint64_t N) {
  uint64_t Root = 0;
  for (uint64_t Bit = uint64_t(1) << 31; Bit; Bit >>= 1)
    if ((Root + Bit) * (Root + Bit) <= N)
      Root += Bit;
  return Root;
}

/// As init_per_zone_wmark_min() and setup_per_zone_lowmem_reserve() do:
/// 4 * sqrt(KiB of low memory) KiB in all, shared by size.
static void setMarks() {
  constexpr unsigned KeepOneIn[NumZones] = {256, 256, 32, 0};
  constexpr unsigned High = unsigned(policy::Zone::HighMem);
  uint64_t Low = machine().ZoneStart[High];
  uint64_t Kept = squareRoot(Low * 4 * 16) / 4;
  for (unsigned I = 0; I != NumZones; ++I) {
    Zone &Z = Zones[I];
    Z.Min = I == High ? Z.pages() / 1024 : Kept * Z.pages() / (Low ? Low : 1);
    Z.Low = Z.Min + Z.Min / 4;
    Z.High = Z.Min + Z.Min / 2;
    uint64_t Above = 0;
    for (unsigned J = I + 1; J != NumZones; ++J) {
      Above += Zones[J].pages();
      Z.KeptFrom[J] = Above / KeepOneIn[I];
    }
  }
}

static void addRange(Zone &Z, Pfn From, Pfn To) {
  while (From < To) {
    unsigned Order = 0;
    while (Order < MaxOrder && !(From & (1u << Order)) &&
           From + (2u << Order) <= To)
      ++Order;
    link(Z, From, Order, groupOf(From));
    From += 1u << Order;
  }
}

bool start() {
  const Machine &M = machine();
  for (unsigned I = 0; I != NumZones; ++I) {
    Zone &Z = Zones[I];
    Z.Start = M.ZoneStart[I];
    Z.End = M.ZoneStart[I + 1];
    Z.Free.store(0, std::memory_order_relaxed);
    for (auto &ByOrder : Z.Lists)
      for (FreeList &L : ByOrder)
        L = FreeList{};
  }
  for (std::atomic<uint8_t> &G : Groups)
    G.store(uint8_t(Mobility::Movable), std::memory_order_relaxed);
  setMarks();
  // Frame 0 is physical address 0, which stands for "none" in too many places.
  infoOf(0).set(PageKind::Reserved, 0);
  for (Zone &Z : Zones)
    addRange(Z, Z.Start ? Z.Start : 1, Z.End);
  chooseListedZone();
  return true;
}

ZoneCounts zoneCounts(policy::Zone Which) {
  Zone &Z = Zones[unsigned(Which)];
  ZoneCounts C{Z.pages(), 0, Z.Min, Z.Low, Z.High, {}};
  Locked L(Z.Lock);
  C.Free = Z.Free.load(std::memory_order_relaxed);
  for (const auto &ByOrder : Z.Lists)
    for (unsigned O = 0; O != NumOrders; ++O)
      C.FreeBlocks[O] += ByOrder[O].Count;
  return C;
}

static bool anyBelow(uint64_t Zone::*Mark) {
  for (const Zone &Z : Zones)
    if (Z.pages() && Z.Free.load(std::memory_order_relaxed) < Z.*Mark)
      return true;
  return false;
}

bool belowLow() { return anyBelow(&Zone::Low); }
bool belowHigh() { return anyBelow(&Zone::High); }

static const char *checkBlock(const Zone &Z, Pfn P, unsigned Order,
                              unsigned Kind) {
  const PageInfo &I = infoOf(P);
  if (P < Z.Start || P + (1u << Order) > Z.End)
    return "a free block leaves its zone";
  if (P & ((1u << Order) - 1))
    return "a free block is not aligned to its size";
  if (I.kind() != PageKind::Free || I.order() != Order)
    return "a block in a free list is not marked free";
  if (I.Mobility != Kind)
    return "a free block is in the list of another mobility";
  if (I.owner() != Family::None)
    return "a free block has an owner";
  Pfn Buddy = P ^ (1u << Order);
  if (Order < MaxOrder && Buddy >= Z.Start && Buddy < Z.End &&
      infoOf(Buddy).kind() == PageKind::Free && infoOf(Buddy).order() == Order)
    return "two free buddies are not joined";
  for (Pfn Q = P + 1; Q < P + (1u << Order); ++Q)
    if (infoOf(Q).kind() != PageKind::Inside)
      return "a page inside of a free block belongs to something";
  return nullptr;
}

const char *checkInvariants() {
  for (Zone &Z : Zones) {
    Locked L(Z.Lock);
    uint64_t Counted = 0;
    for (unsigned Kind = 0; Kind != NumMobilities; ++Kind)
      for (unsigned O = 0; O != NumOrders; ++O) {
        uint32_t Length = 0;
        for (Pfn P = Z.Lists[Kind][O].First; P != NoPfn; P = infoOf(P).Next) {
          if (const char *Wrong = checkBlock(Z, P, O, Kind))
            return Wrong;
          ++Length;
        }
        if (Length != Z.Lists[Kind][O].Count)
          return "a free list has another length than it says";
        Counted += uint64_t(Length) << O;
      }
    if (Counted != Z.Free.load(std::memory_order_relaxed))
      return "a zone has another number of free pages than it says";
  }
  return nullptr;
}

} // namespace kalloc::buddy
