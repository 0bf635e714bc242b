// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes allocations fail on purpose. A request that cannot fail does not.
#ifndef KALLOC_INJECT_H
#define KALLOC_INJECT_H

#include "kalloc/types.h"

KALLOC_BEGIN

/// The nth request from now on fails, counted from 1; 0 turns it off. Each
/// thread counts for itself if per_thread.
void kalloc_fail_nth(unsigned long n, bool per_thread);
/// Did the request that was to fail fail?
bool kalloc_fail_nth_hit(void);
/// Requests from the return addresses [begin, end) fail; null turns it off.
void kalloc_fail_site(const void *begin, const void *end);
/// Requests of this function ("kmalloc") fail; null turns it off.
void kalloc_fail_api(const char *api);
/// Each request fails with this probability, per million; equal seeds, equal
/// answers, as long as one thread allocates.
void kalloc_fail_probability(unsigned int per_million, uint64_t seed);
/// Turns everything off.
void kalloc_fail_none(void);
/// Requests that could have failed, and that were made to, since the last
/// kalloc_fail_ call that was not kalloc_fail_none.
unsigned long kalloc_fail_candidates(void);
unsigned long kalloc_fail_injected(void);
/// Asked for every request that can fail, besides the above; null removes it.
void kalloc_fail_decider(bool (*decide)(const char *api, size_t size,
                                        gfp_t flags, const void *caller));

KALLOC_END

#endif
