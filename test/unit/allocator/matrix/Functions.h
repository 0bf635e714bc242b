// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every function of the allocator that the rules speak of, as something that can
// be run: prepared where everything is allowed, run in the context in question,
// cleaned up afterwards.
#ifndef KALLOC_TEST_FUNCTIONS_H
#define KALLOC_TEST_FUNCTIONS_H

#include "kalloc/kalloc.h"
#include "kalloc/mempool.h"
#include "kalloc/slab.h"
#include "kalloc/vmalloc.h"
#include <cstddef>
#include <span>

namespace kalloc::test {

/// What functions work on; made anew for each machine.
struct World {
  kmem_cache *Cache;
  mempool_t *Pool;
  struct page *Page;
};

struct Function {
  const char *Name; ///< As in the rules.
  bool TakesFlags;
  /// What a function that frees is given; null for those that allocate.
  void *(*Prepare)(World &);
  /// The call itself. Given is what Prepare made.
  void *(*Run)(World &, gfp_t Flags, void *Given);
  /// Takes back what Run returned.
  void (*Undo)(World &, void *Result);
  /// Bytes of the result that can be looked at; 0 if it is no memory.
  size_t Bytes;
};

std::span<const Function> functions();
World makeWorld();
void endWorld(World &W);

} // namespace kalloc::test

#endif
