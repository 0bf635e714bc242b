// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the files of this folder share.
#ifndef KALLOC_ORACLE_STATE_H
#define KALLOC_ORACLE_STATE_H

#include "oracle/Oracle.h"
#include "policy/RuleTables.h"

namespace kalloc::oracle::internal {

/// The bits that carry a meaning in the newest table of the rules.
GfpMask gfpBits(rules::GfpMeaning Meaning);
/// "GFP_KERNEL | __GFP_ZERO", into Buffer.
const char *gfpText(GfpMask Flags, char *Buffer, size_t Size);
/// "spinlock 'lock' is held", "interrupts are off": why something is forbidden.
void reasonText(const Section &S, char *Buffer, size_t Size);

// The hooks, by file.
void beforeAlloc(const AllocRequest &Request);
void fault(MemoryFault Fault, const FaultPlace &Where);
void *provide(const AllocRequest &Request);
bool freeProvided(const FreeRequest &Request, Family Function,
                  const void *Cache);
uint64_t providedSize(const void *Address);
FreeVerdict beforeFree(const FreeRequest &Request, const Description &What);
void afterAlloc(const AllocRequest &Request, void *Memory);
/// Whatever was kept goes back.
void emptyQuarantine();

/// The map of locks and reclaim.
void learnLock(const Section &S);
void checkReclaim(const char *Api, GfpMask Flags, const void *Caller);
void clearReclaimMap();

void installCrashHandlers();
/// The memory of an access that failed, told; false when it is nobody's.
bool reportAccess(uintptr_t Address, const StackTrace &Stack);

} // namespace kalloc::oracle::internal

#endif
