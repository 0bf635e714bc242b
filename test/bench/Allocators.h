// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The allocators that are compared, all called the same way: through a pointer
// that was looked up once.
#ifndef KALLOC_BENCH_ALLOCATORS_H
#define KALLOC_BENCH_ALLOCATORS_H

#include <cstddef>

namespace bench {

struct Allocator {
  const char *Name;
  void *(*Allocate)(size_t Size);
  void (*Free)(void *Memory);
};

/// kalloc first, then glibc, jemalloc, mimalloc. Exits with a message if a
/// library is not what it should be.
const Allocator *allocators();
inline constexpr unsigned NumAllocators = 4;
inline constexpr unsigned Kalloc = 0, Glibc = 1, Jemalloc = 2, Mimalloc = 3;

} // namespace bench

#endif
