// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Gives memory back when a request finds none, after mm/vmscan.c of Linux:
// shrinkers, and a simulated page cache for all else that could be dropped. The
// public functions are in kalloc/reclaim.h.
#ifndef KALLOC_RECLAIM_RECLAIM_H
#define KALLOC_RECLAIM_RECLAIM_H

#include "core/Machine.h"
#include "kalloc/reclaim.h"

namespace kalloc::reclaim {

/// Frees about Wanted pages by what the flags allow; returns pages, and counts
/// objects that shrinkers freed as one page together.
uint64_t direct(GfpMask Flags, unsigned Scopes, uint64_t Wanted);

bool start();
void stop();

// reclaim/PageCache.cpp
namespace cache {
void start();
void lock();
void unlock();
void moved(Pfn Old, Pfn New);
/// Drops pages that lie in zones up to Highest; returns how many.
uint64_t drop(kalloc_cache_page Kind, unsigned Highest, uint64_t Count);
} // namespace cache

// reclaim/Kswapd.cpp
void wakeKswapd();

} // namespace kalloc::reclaim

#endif
