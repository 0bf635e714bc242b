// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pages in blocks of 1 << order, after mm/page_alloc.c of Linux: zones with
// free lists for each order and mobility, watermarks, reserves, lists of each
// thread, reclaim on demand. Knows nothing of who may call it where.
#ifndef KALLOC_BUDDY_BUDDY_H
#define KALLOC_BUDDY_BUDDY_H

#include "core/Machine.h"
#include "policy/Policy.h"

namespace kalloc::buddy {

struct Request {
  GfpMask Flags; ///< What the scopes of the task left of it.
  unsigned Order;
  Family Owner;    ///< What the block becomes.
  unsigned Scopes; ///< Of the task.
};

/// The first page of a block, or NoPfn. Zeroed if the flags say so.
Pfn allocate(const Request &R);
/// The block becomes free. The caller knows that it is one, of this order.
void free(Pfn P, unsigned Order);
/// Makes a block in use into blocks of a smaller order, all of the same owner.
void split(Pfn P, unsigned Order, unsigned NewOrder);

/// What gives memory back; set by the layer that knows. Null members do
/// nothing.
struct Reclaimer {
  /// Frees pages for a request that may block; returns how many.
  uint64_t (*Direct)(GfpMask Flags, unsigned Scopes, uint64_t Wanted);
  void (*WakeKswapd)();
  /// The movable page Old moves to New, which has its content already.
  void (*Moved)(Pfn Old, Pfn New);
  /// Encloses compaction: movable pages stay what they are meanwhile.
  void (*LockPages)();
  void (*UnlockPages)();
};
void setReclaimer(const Reclaimer &R);

struct ZoneCounts {
  uint64_t Pages, Free, Min, Low, High;
  uint64_t FreeBlocks[NumOrders];
};
ZoneCounts zoneCounts(policy::Zone Z);
uint64_t freePages(); ///< Of all zones and the calling thread's lists.
bool belowLow();      ///< Is any zone with pages below its low watermark?
bool belowHigh();

/// Pages of the calling thread's lists go back to their zones.
void drainThisThread();
/// Joins free pages by moving movable ones, in every zone, until a block of
/// this order is free. Returns pages moved.
uint64_t compact(unsigned Order);

struct Counters {
  std::atomic<uint64_t> DirectReclaims, KswapdWakes, Compactions, Failures;
};
Counters &counters();

bool start();
void stop();
/// What is wrong with the free lists, or null.
const char *checkInvariants();

} // namespace kalloc::buddy

#endif
