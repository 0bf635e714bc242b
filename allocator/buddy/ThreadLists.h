// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Free blocks of small orders that a thread keeps for itself. Private to
// buddy/.
#ifndef KALLOC_BUDDY_THREADLISTS_H
#define KALLOC_BUDDY_THREADLISTS_H

#include "buddy/Zones.h"

namespace kalloc::buddy {

/// Blocks above this order are always taken from the zone.
inline constexpr unsigned MaxListedOrder = 3;

/// The zone that lists hold pages of: the one that requests without a zone flag
/// prefer.
unsigned listedZone();
void chooseListedZone();

/// NoPfn when the list is empty and the zone must not be taken from.
Pfn takeListed(unsigned Order, Mobility Kind);
/// False if the block is not for the lists.
bool giveListed(Pfn P, unsigned Order);
uint64_t listedPages(); ///< Of the calling thread.

} // namespace kalloc::buddy

#endif
