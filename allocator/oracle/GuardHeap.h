// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory in which each object ends at a page that may not be touched, and is
// itself such a page once it was freed.
#ifndef KALLOC_ORACLE_GUARDHEAP_H
#define KALLOC_ORACLE_GUARDHEAP_H

#include "core/Hooks.h"
#include "oracle/Objects.h"

namespace kalloc::oracle::guard {

/// Zeroed memory for a request, entered into objects(); null when there is no
/// room, or the object is too large to be worth it.
void *allocate(const AllocRequest &Request);
/// Is the address in the part of the address space that is used here?
bool owns(uintptr_t Address);
/// Makes a living object inaccessible. Corrupt tells that bytes around it were
/// written.
void retire(const Object &O, bool &Before, bool &Behind);
/// Room may be used again from here on; only when nothing of it is live.
void reset();

} // namespace kalloc::oracle::guard

#endif
