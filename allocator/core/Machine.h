// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The simulated machine: its memory, its zones, and one record for each page
// frame. Frame n lies at Base + n * 4096, is physical address n * 4096, and is
// page n of one shared file, so that it can be mapped elsewhere, too.
#ifndef KALLOC_CORE_MACHINE_H
#define KALLOC_CORE_MACHINE_H

#include "core/Hooks.h"
#include "kalloc/kalloc.h"
#include "platform/Platform.h"
#include <atomic>

namespace kalloc {

using platform::PageSize;
inline constexpr unsigned PageShift = 12;
inline constexpr unsigned MaxOrder = KALLOC_MAX_PAGE_ORDER;
inline constexpr unsigned NumOrders = MaxOrder + 1;

/// A page frame number.
using Pfn = uint32_t;
inline constexpr Pfn NoPfn = ~Pfn(0);

/// Only the first page of a block has a kind; blocks are aligned to their size,
/// which is how the others find it.
enum class PageKind : uint8_t {
  Inside,   ///< Not the first page of anything.
  Reserved, ///< Never given out.
  Free,     ///< A free block of the buddy allocator.
  Listed,   ///< A free block in a thread's list.
  Block,    ///< A block in use.
  Slab,
};

/// What the allocator knows of a frame. Kind and Order are written under the
/// zone's lock or by the block's owner, and read by anybody.
struct PageInfo {
  std::atomic<PageKind> Kind;
  std::atomic<uint8_t> Order;
  std::atomic<Family> Owner;       ///< Of a block in use.
  uint8_t Mobility;                ///< Of the free list the block is in.
  uint8_t Flags;                   ///< Of PageFlag.
  uint16_t InUse, Objects, Carved; ///< Slab: objects out, in all, ever made.
  Pfn Next, Previous;              ///< In a list of blocks or slabs.
  uint32_t Size;   ///< Bytes asked for, of a large kmalloc or exact.
  void *Cache;     ///< Slab: its cache. Else the owner's.
  void *FirstFree; ///< Slab: list of free objects.

  PageKind kind() const { return Kind.load(std::memory_order_relaxed); }
  unsigned order() const { return Order.load(std::memory_order_relaxed); }
  Family owner() const { return Owner.load(std::memory_order_relaxed); }
  void set(PageKind K, unsigned NewOrder) {
    Order.store(uint8_t(NewOrder), std::memory_order_relaxed);
    Kind.store(K, std::memory_order_relaxed);
  }
  void setOwner(Family F) { Owner.store(F, std::memory_order_relaxed); }
};

enum PageFlag : uint8_t {
  PageMovable = 1,     ///< Of the page cache: may be moved.
  PageInPartial = 2,   ///< Slab: in its cache's list.
  PageOfExact = 4,     ///< Not the first of an exact allocation.
  PageQuarantined = 8, ///< Freed, but kept.
  PageKmapped = 16,    ///< HIGHMEM with an address.
  PageRedZone = 64,    ///< Bytes after Size are a red zone.
  PageCompound = 32,   ///< A block that is one: __GFP_COMP.
};

struct Machine {
  char *Base;
  uint64_t Bytes;
  Pfn Pages;
  PageInfo *Info;
  struct page *PageArray;
  int File;
  Pfn ZoneStart[KALLOC_ZONES + 1]; ///< The last is Pages.
  uint64_t VmallocBytes;
};

namespace detail {
extern Machine TheMachine;
extern std::atomic<bool> Running;
} // namespace detail

/// The machine; meaningful while machineRuns().
inline const Machine &machine() { return detail::TheMachine; }
inline bool machineRuns() {
  return detail::Running.load(std::memory_order_acquire);
}

inline char *addressOf(Pfn P) {
  return machine().Base + (uint64_t(P) << PageShift);
}
inline PageInfo &infoOf(Pfn P) { return machine().Info[P]; }
/// Is this an address of the machine's memory?
inline bool inMemory(const void *Address) {
  return machineRuns() &&
         uintptr_t(Address) - uintptr_t(machine().Base) < machine().Bytes;
}
/// Of an address for which inMemory holds.
inline Pfn pfnOf(const void *Address) {
  return Pfn((uintptr_t(Address) - uintptr_t(machine().Base)) >> PageShift);
}
inline unsigned zoneIndexOf(Pfn P) {
  unsigned Index = 0;
  for (unsigned I = 1; I != KALLOC_ZONES; ++I)
    Index += P >= machine().ZoneStart[I];
  return Index;
}
/// The first page of the block or slab that a page is in; NoPfn if there is
/// none, which a page in the middle of a change may seem to be.
Pfn headOf(Pfn P);

/// Parts of the allocator that have something to set up; called in the order of
/// their ranks, and backwards at the end.
struct MachinePart {
  bool (*Start)();
  void (*Stop)();
};
/// The parts, lowest first; named by the topmost layer.
extern const MachinePart MachineParts[];
extern const unsigned NumMachineParts;

/// Starts the machine; null for the default. An English sentence on failure.
const char *startMachine(const kalloc_config *Config);
void stopMachine();
/// Starts the default machine if none runs. False if that fails.
bool ensureMachine();

} // namespace kalloc

#endif
