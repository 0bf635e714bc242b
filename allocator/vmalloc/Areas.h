// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Virtually contiguous ranges over scattered frames, by real mappings of the
// machine's memory. After each range lies a page that cannot be touched. After
// mm/vmalloc.c of Linux.
#ifndef KALLOC_VMALLOC_AREAS_H
#define KALLOC_VMALLOC_AREAS_H

#include "core/Machine.h"

namespace kalloc::vmalloc {

/// A range over new frames, zeroed if the flags say so; null on failure.
void *allocate(uint64_t Size, GfpMask Flags, unsigned Scopes);
/// A range over frames that stay the caller's.
void *map(const Pfn *Frames, uint32_t Count);
/// Start is the first byte of a range. Frames of allocate() are freed.
void release(void *Start);
/// The same, later: when flush() is called.
void releaseLater(void *Start);
uint64_t flush();

struct Found {
  Description::State State = Description::State::NotOurs;
  Family Kind = Family::None; ///< Vmalloc or Vmap.
  char *Start = nullptr;
  uint64_t Size = 0; ///< Bytes asked for.
};
/// What an address is, in the area or not.
Found find(const void *Address);
/// Records whom a range of allocate() is for: kvmalloc gives others to free.
void setFamily(void *Start, Family Kind);
/// The frame behind an address, or NoPfn.
Pfn frameAt(const void *Address);
uint64_t mappedPages();

bool start();
void stop();
const char *checkInvariants();

} // namespace kalloc::vmalloc

#endif
