// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The only calls of the operating system: address space, memory that can be
// mapped twice, threads' ends, error output. Sizes are bytes, multiples of
// PageSize. Nothing here allocates from the C library's heap.
#ifndef KALLOC_PLATFORM_PLATFORM_H
#define KALLOC_PLATFORM_PLATFORM_H

#include <cstddef>
#include <cstdint>

namespace kalloc::platform {

inline constexpr size_t PageSize = 4096;

/// Address space that may not be touched. Align is a power of two. Null if the
/// system has none left.
void *reserve(size_t Size, size_t Align);
/// Gives address space back, whatever is mapped there.
void release(void *Address, size_t Size);
/// Zeroed private memory, committed as it is touched; null on failure.
void *allocateZeroed(size_t Size);

/// A file in memory whose pages can be mapped in several places; -1 on failure.
int makeShared(size_t Size);
void closeShared(int File);
/// Maps Size bytes of File from Offset on at Address, over what was there.
bool mapShared(void *Address, size_t Size, int File, uint64_t Offset,
               bool Writable);
/// Makes reserved space of a mapping again: any touch is a fault.
bool unmap(void *Address, size_t Size);
/// Makes a range readable and writable, or not accessible at all.
bool protect(void *Address, size_t Size, bool Accessible);
/// Returns the memory behind a part of File; it reads as zero afterwards.
void discardShared(int File, uint64_t Offset, size_t Size);

void writeError(const char *Text, size_t Length);

/// Calls Function(Argument) when the calling thread ends. One function per
/// process; a thread calls it once with its own argument.
void atThreadExit(void (*Function)(void *), void *Argument);

/// One thread at a time; null on failure.
struct Thread;
Thread *startThread(void (*Function)(void *), void *Argument);
void joinThread(Thread *T);

/// Lets another thread run; for locks that wait long.
void yieldThread();
/// How many processors this process may use, at least 1.
unsigned processors();
/// Nanoseconds of a clock that never goes back.
uint64_t monotonicNanoseconds();

} // namespace kalloc::platform

#endif
