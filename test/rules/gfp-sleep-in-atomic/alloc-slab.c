// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Every way to get memory from the slab allocator.
#include <linux/slab.h>
#include <linux/spinlock.h>

void slab_bad(spinlock_t *lock, void **s, struct kmem_cache *cache)
{
	spin_lock(lock);
	s[0] = kzalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[1] = kcalloc(4, 16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[2] = kmalloc_array(4, 16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[3] = kmalloc_node(16, GFP_KERNEL, 0); /* bug: gfp-sleep-in-atomic */
	s[4] = kzalloc_node(16, GFP_KERNEL, 0); /* bug: gfp-sleep-in-atomic */
	s[5] = krealloc(s[4], 32, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[6] = kmem_cache_alloc(cache, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[7] = kmem_cache_zalloc(cache, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void slab_ok(spinlock_t *lock, void **s, struct kmem_cache *cache)
{
	spin_lock(lock);
	s[0] = kzalloc(16, GFP_ATOMIC);
	s[1] = kcalloc(4, 16, GFP_ATOMIC);
	s[2] = kmalloc_array(4, 16, GFP_ATOMIC);
	s[3] = kmem_cache_zalloc(cache, GFP_ATOMIC);
	kfree(s[0]);
	if (s[3])
		kmem_cache_free(cache, s[3]);
	spin_unlock(lock);
}
