// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects of checked caches: a record of each, red zones and poison.
#ifndef KALLOC_SLAB_CHECKED_H
#define KALLOC_SLAB_CHECKED_H

#include "slab/Cache.h"

namespace kalloc::slab {

/// One for each eight bytes of memory, committed as it is used.
struct Record {
  uint32_t Size; ///< Bytes asked for.
  Description::State State;
  Family As;
};

Record &recordOf(const void *Object);

/// The values are those of include/linux/poison.h.
inline constexpr unsigned char RedZone = 0xcc, PoisonFree = 0x6b,
                               PoisonEnd = 0xa5;

/// Are all bytes of [From, To) this value?
bool allAre(const void *From, const void *To, unsigned char Value);

/// A new slab's objects: all free, red zones in place, poisoned.
void prepareSlab(kmem_cache &C, Pfn Slab);
/// An object leaves the cache. Reports a write after free.
void handOut(kmem_cache &C, void *Object, size_t Size, Family As);
/// It comes back; reports damaged red zones. To be followed by release.
void takeBack(kmem_cache &C, void *Object, const char *Api, const void *Caller);
/// The object may be used up to its last byte.
void growTo(kmem_cache &C, void *Object, size_t Size);

bool startRecords();
void stopRecords();

} // namespace kalloc::slab

#endif
