// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Creating and destroying caches and workqueues sleeps.
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct kmem_cache *cache_create_bad(spinlock_t *lock)
{
	struct kmem_cache *c;

	spin_lock(lock);
	c = kmem_cache_create("mini", 64, 0, SLAB_HWCACHE_ALIGN, NULL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return c;
}

void cache_destroy_bad(spinlock_t *lock, struct kmem_cache *c)
{
	spin_lock(lock);
	kmem_cache_destroy(c); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

struct workqueue_struct *workqueue_bad(spinlock_t *lock)
{
	struct workqueue_struct *wq;

	spin_lock(lock);
	wq = alloc_workqueue("mini", WQ_UNBOUND, 0); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return wq;
}

struct workqueue_struct *workqueue_ok(void)
{
	return alloc_workqueue("mini", WQ_UNBOUND, 0);
}
