// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// REQUIRES: kalloc-run
// RUN: not %kalloc-run %s > %t; %FileCheck %s --implicit-check-not=gfp- < %t
//
// A lock that a shrinker takes is held over an allocation that may call shrinkers: told without memory pressure.
#include <linux/mutex.h>
#include <linux/sched/mm.h>
#include <linux/shrinker.h>
#include <linux/slab.h>

static DEFINE_MUTEX(cache_lock);

static unsigned long count(struct shrinker *s, struct shrink_control *sc)
{
	mutex_lock(&cache_lock);
	mutex_unlock(&cache_lock);
	return 0;
}

static unsigned long scan(struct shrinker *s, struct shrink_control *sc)
{
	return SHRINK_STOP;
}

static void fill(gfp_t gfp)
{
	mutex_lock(&cache_lock);
	kfree(kmalloc(8, gfp));
	mutex_unlock(&cache_lock);
}

int main(void)
{
	struct shrinker *s = shrinker_alloc(0, "test");
	unsigned int scope;

	if (!s)
		return -1;
	s->count_objects = count;
	s->scan_objects = scan;
	shrinker_register(s);
	fill(GFP_NOIO);
	scope = memalloc_noio_save();
	fill(GFP_KERNEL);
	memalloc_noio_restore(scope);
	fill(GFP_KERNEL);
	schedule_timeout_uninterruptible(1);
	shrinker_free(s);
	return 0;
}
// CHECK: reclaim.c:28: 'kmalloc' may enter filesystem reclaim from within it: 'cache_lock' is held, which reclaim takes [gfp-reclaim-recursion]
// CHECK: reclaim.c:15: note: reclaim takes 'cache_lock' here
// CHECK: 1 violations
