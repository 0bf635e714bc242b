// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What gives memory back when there is none: include/linux/shrinker.h, and a
// simulated page cache that stands for everything else that the kernel can
// drop, write back or swap out.
#ifndef KALLOC_RECLAIM_H
#define KALLOC_RECLAIM_H

#include "kalloc/types.h"

KALLOC_BEGIN

#define SHRINK_STOP (~0UL)
#define SHRINK_EMPTY (~0UL - 1)
#define DEFAULT_SEEKS 2

struct shrink_control {
  gfp_t gfp_mask;
  int nid;
  unsigned long nr_to_scan;
  unsigned long nr_scanned;
};

struct shrinker {
  unsigned long (*count_objects)(struct shrinker *,
                                 struct shrink_control *control);
  unsigned long (*scan_objects)(struct shrinker *,
                                struct shrink_control *control);
  long batch;
  int seeks;
  unsigned flags;
  void *private_data;
  struct shrinker *kalloc_next;
  bool kalloc_registered;
};

/// The shrinker is the caller's and stays until it is unregistered.
int kalloc_shrinker_register(struct shrinker *shrinker);
void kalloc_shrinker_unregister(struct shrinker *shrinker);

/// What a page of the simulated cache needs before it can be dropped.
enum kalloc_cache_page {
  KALLOC_CACHE_CLEAN, ///< Nothing.
  KALLOC_CACHE_DIRTY, ///< A file system writes it: needs __GFP_FS.
  KALLOC_CACHE_ANON   ///< It is swapped out: needs __GFP_IO.
};
/// Fills up to count pages of memory with pages of the cache, as far as there
/// is memory above the low watermark; returns how many it took.
unsigned long kalloc_page_cache_fill(enum kalloc_cache_page kind,
                                     unsigned long count);
unsigned long kalloc_page_cache_pages(enum kalloc_cache_page kind);
void kalloc_page_cache_drop(void);

/// One round of kswapd: reclaims until the high watermarks hold. Returns pages.
unsigned long kalloc_kswapd_step(void);
/// Is a zone below its low watermark, or did a request wake kswapd?
bool kalloc_kswapd_wanted(void);
/// Runs kswapd on a thread of its own, until stopped.
bool kalloc_kswapd_start(void);
void kalloc_kswapd_stop(void);

KALLOC_END

#endif
