// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Zones and their free lists. Private to buddy/.
#ifndef KALLOC_BUDDY_ZONES_H
#define KALLOC_BUDDY_ZONES_H

#include "core/Lock.h"
#include "core/Machine.h"
#include "policy/Policy.h"

namespace kalloc::buddy {

using policy::Mobility;
using policy::NumMobilities;
using policy::NumZones;

/// Pages are grouped by mobility in blocks of this order.
inline constexpr unsigned GroupOrder = 9;

/// First and number of the blocks of one order and mobility.
struct FreeList {
  Pfn First = NoPfn;
  uint32_t Count = 0;
};

struct Zone {
  SpinLock Lock;
  Pfn Start = 0, End = 0;
  std::atomic<uint64_t> Free{0}; ///< Pages in the lists.
  uint64_t Min = 0, Low = 0, High = 0;
  /// What a request that would rather have a higher zone must leave here.
  uint64_t KeptFrom[NumZones] = {};
  FreeList Lists[NumMobilities][NumOrders];

  uint64_t pages() const { return End - Start; }
};

Zone &zone(unsigned Index);
inline Zone &zoneOf(Pfn P) { return zone(zoneIndexOf(P)); }
Mobility groupOf(Pfn P);

/// All of these with the zone's lock held. take returns NoPfn if there is no
/// block; give joins the block with its buddies.
Pfn take(Zone &Z, unsigned Order, Mobility Kind);
void give(Zone &Z, Pfn P, unsigned Order);
/// One page out of the middle of a free block.
void takePage(Zone &Z, Pfn P);

/// May a block be taken without falling below the mark?
bool aboveMark(const Zone &Z, unsigned Order, uint64_t Mark,
               policy::Reserve Reserve, unsigned Preferred);

} // namespace kalloc::buddy

#endif
