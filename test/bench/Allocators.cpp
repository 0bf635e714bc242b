// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Allocators.h"
#include "kalloc-rules/gfp-6.12.h"
#include "kalloc/slab.h"
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <mimalloc.h>

namespace bench {

/// gfp_t flags are part of the call in the kernel, too: a constant.
static void *kallocAllocate(size_t Size) { return kmalloc(Size, GFP_KERNEL); }
static void kallocFree(void *Memory) { kfree(Memory); }

static void *miAllocate(size_t Size) { return mi_malloc(Size); }
static void miFree(void *Memory) { mi_free(Memory); }

/// A function of one library, whoever else has one of that name. Only says, a
/// name that no other has, shows that it is that library.
static void *symbolOf(const char *Library, const char *Name,
                      const char *Only) {
  void *Handle = dlopen(Library, RTLD_NOW | RTLD_NOLOAD);
  void *Symbol = Handle ? dlsym(Handle, Name) : nullptr;
  if (Symbol && dlsym(Handle, Only))
    return Symbol;
  std::fprintf(stderr, "bench-kalloc: no %s in %s\n", Name, Library);
  std::exit(1);
}

static Allocator fromLibrary(const char *Name, const char *Library,
                             const char *Only) {
  return {Name,
          reinterpret_cast<void *(*)(size_t)>(
              symbolOf(Library, "malloc", Only)),
          reinterpret_cast<void (*)(void *)>(
              symbolOf(Library, "free", Only))};
}

const Allocator *allocators() {
  static const Allocator All[NumAllocators] = {
      {"kalloc", kallocAllocate, kallocFree},
      fromLibrary("glibc", "libc.so.6", "gnu_get_libc_version"),
      fromLibrary("jemalloc", "libjemalloc.so.2", "mallocx"),
      {"mimalloc", miAllocate, miFree}};
  return All;
}

} // namespace bench
