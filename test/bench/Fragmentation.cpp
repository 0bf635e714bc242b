// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Fragmentation.h"
#include "kalloc-rules/gfp-6.12.h"
#include "kalloc/kalloc.h"
#include "kalloc/slab.h"
#include <bit>
#include <cstdint>
#include <cstdio>
#include <random>
#include <vector>

namespace {

struct Object {
  void *Memory = nullptr;
  size_t Size = 0;
};

/// Sizes as programs have them: many small, few large.
size_t randomSize(std::mt19937_64 &Random) {
  size_t Limit = size_t(16) << (Random() % 10);
  return 1 + Random() % Limit;
}

uint64_t usedPages() {
  kalloc_drain();
  struct kalloc_stats S = kalloc_stats();
  return S.pages - S.free_pages;
}

/// The largest blocks that free memory of so many pages could have at best,
/// and those that there are.
void printBlocks() {
  uint64_t Free = 0, Whole = 0;
  for (int Z = 0; Z != KALLOC_ZONES; ++Z) {
    struct kalloc_zone_stats S = kalloc_zone_stats(kalloc_zone(Z));
    Free += S.free;
    Whole += S.free_blocks[KALLOC_MAX_PAGE_ORDER];
  }
  uint64_t Ideal = Free >> KALLOC_MAX_PAGE_ORDER;
  std::printf("  free blocks of 4 MiB: %llu of %llu possible (%.1f%%)\n",
              (unsigned long long)Whole, (unsigned long long)Ideal,
              Ideal ? 100.0 * double(Whole) / double(Ideal) : 100.0);
}

} // namespace

void bench::printFragmentation() {
  constexpr unsigned Steps = 4'000'000, Places = 100'000;
  std::mt19937_64 Random(1);
  std::vector<Object> Objects(Places);
  uint64_t Before = usedPages(), Asked = 0, Rounded = 0;
  for (unsigned I = 0; I != Steps; ++I) {
    Object &O = Objects[Random() % Places];
    if (O.Memory) {
      Asked -= O.Size;
      Rounded -= kmalloc_size_roundup(O.Size);
      kfree(O.Memory);
      O = {};
      continue;
    }
    O.Size = randomSize(Random);
    O.Memory = kmalloc(O.Size, GFP_KERNEL);
    Asked += O.Size;
    Rounded += kmalloc_size_roundup(O.Size);
  }
  uint64_t Held = (usedPages() - Before) * 4096;
  std::printf("\nfragmentation after %u random steps, %.1f MiB live:\n"
              "  held %.1f MiB: %.2f of what was asked for, %.2f of the size "
              "classes (ideal: 1)\n",
              Steps, double(Asked) / 1048576, double(Held) / 1048576,
              double(Held) / double(Asked), double(Held) / double(Rounded));
  printBlocks();
  // The longest-lived tenth stays, as in a system that has run for long.
  for (unsigned I = 0; I != Places; ++I)
    if (I % 10)
      kfree(Objects[I].Memory);
  std::printf("  and when nine of ten objects are gone:\n");
  printBlocks();
  for (unsigned I = 0; I < Places; I += 10)
    kfree(Objects[I].Memory);
}
