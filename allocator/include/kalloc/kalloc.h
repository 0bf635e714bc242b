// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The simulated machine, and questions about its memory.
#ifndef KALLOC_KALLOC_H
#define KALLOC_KALLOC_H

#include "kalloc/page.h"
#include "kalloc/types.h"

KALLOC_BEGIN

enum kalloc_machine {
  /// 1 GiB: DMA to 16 MiB, DMA32 to 256, NORMAL to 896, HIGHMEM the rest.
  KALLOC_MACHINE_DEFAULT,
  /// The 32-bit PC of 2003 with 1 GB: no DMA32; NORMAL from 16 to 896 MiB.
  KALLOC_MACHINE_ARTICLE,
  /// 64 bits: no HIGHMEM; NORMAL from 256 MiB on.
  KALLOC_MACHINE_64,
  /// 32 MiB, in which memory runs out quickly; all four zones.
  KALLOC_MACHINE_TINY,
};

struct kalloc_config {
  unsigned machine; ///< Of enum kalloc_machine.
  /// Bytes of memory; 0 for what the machine has. Zones scale with it, DMA is
  /// at most 16 MiB. From 4 MiB to 16 GiB.
  uint64_t memory;
  /// Bytes of vmalloc's address space; 0 is 4 GiB.
  uint64_t vmalloc;
  /// LINUX_VERSION_CODE, which decides what flags mean; 0 is the newest known.
  unsigned kernel_version;
};

/// Starts the machine; without it, the first request starts the default one.
/// False, with a line on stderr, if a value is out of range or a machine runs.
bool kalloc_start(const struct kalloc_config *config);
/// Stops the machine: all of its memory is gone, leaks included. No other
/// thread may use it, now or with memory of this machine later.
void kalloc_stop(void);
/// 16 hex digits: which rules this was built from.
const char *kalloc_rules_digest(void);
/// The id of the table of flags in use: "2.6", "6.12".
const char *kalloc_gfp_table(void);

enum kalloc_state {
  KALLOC_NOT_OURS,
  KALLOC_FREE,
  KALLOC_LIVE,
  KALLOC_QUARANTINED,
  KALLOC_RESERVED
};

struct kalloc_description {
  enum kalloc_state state;
  const char *family; ///< As in the rules: "kmalloc", "none".
  const void *object; ///< First byte of what holds the address.
  size_t size;        ///< Usable bytes.
  unsigned order;     ///< Of pages.
  const struct kmem_cache *cache;
  const char *cache_name;
};
/// What an address is; any address may be asked.
struct kalloc_description kalloc_describe(const void *address);

struct kalloc_zone_stats {
  uint64_t pages, free, min, low, high;
  uint64_t free_blocks[KALLOC_MAX_PAGE_ORDER + 1]; ///< By order.
};
struct kalloc_zone_stats kalloc_zone_stats(enum kalloc_zone zone);

struct kalloc_stats {
  uint64_t pages;         ///< Of the machine.
  uint64_t free_pages;    ///< In zones and per-thread lists.
  uint64_t slab_pages;    ///< Pages that slabs hold.
  uint64_t vmalloc_pages; ///< Pages mapped by vmalloc.
  uint64_t direct_reclaims, kswapd_wakes, compactions, faults;
};
struct kalloc_stats kalloc_stats(void);

/// Pages of all threads' lists go back to the zones as far as this thread may
/// take them; unused slabs are returned.
void kalloc_drain(void);
/// Moves the pages of the simulated page cache together so that larger blocks
/// become free. Returns pages moved.
unsigned long kalloc_compact(void);
/// Checks every invariant; returns what is wrong, or NULL. No other thread may
/// allocate meanwhile.
const char *kalloc_check_invariants(void);

KALLOC_END

#endif
