// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reclaim as drivers see it. No memory pressure is needed to learn which locks it takes.
#include "Internal.h"

#include <linux/lockdep.h>
#include <linux/shrinker.h>

void fs_reclaim_acquire(gfp_t gfp_mask)
{
	kalloc_reclaim_begin(gfp_mask);
}

void fs_reclaim_release(gfp_t gfp_mask)
{
	kalloc_reclaim_end();
}

struct shrinker *shrinker_alloc(unsigned int flags, const char *fmt, ...)
{
	API_SCOPE("shrinker_alloc");
	struct shrinker *s = kzalloc(sizeof(*s), GFP_KERNEL);

	if (s)
		s->seeks = DEFAULT_SEEKS;
	return s;
}

static void shrinker_runs(void *argument)
{
	struct shrinker *s = argument;
	struct shrink_control sc = { .gfp_mask = GFP_KERNEL, .nr_to_scan = 8 };
	unsigned long count;

	kalloc_reclaim_begin(sc.gfp_mask);
	count = s->count_objects(s, &sc);
	if (count && count != SHRINK_EMPTY)
		s->scan_objects(s, &sc);
	kalloc_reclaim_end();
}

void shrinker_register(struct shrinker *s)
{
	kalloc_post(KALLOC_IN_TASK, s, kalloc_now_ns(), shrinker_runs, s, "shrinker");
}

void shrinker_free(struct shrinker *s)
{
	API_SCOPE("shrinker_free");
	kalloc_might_sleep("shrinker_free", CALLER);
	kalloc_cancel(s);
	while (kalloc_running(s))
		kalloc_wait("shrinker_free");
	kfree(s);
}
