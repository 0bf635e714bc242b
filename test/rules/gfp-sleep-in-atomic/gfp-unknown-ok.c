// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Flags from outside that nothing is known of are not guessed.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct pool {
	spinlock_t lock;
	gfp_t gfp;
};

void *unknown_parameter_ok(spinlock_t *lock, gfp_t gfp)
{
	void *p;

	spin_lock(lock);
	p = kmalloc(16, gfp);
	spin_unlock(lock);
	return p;
}

void *unknown_field_ok(struct pool *pool)
{
	void *p;

	spin_lock(&pool->lock);
	p = kmalloc(16, pool->gfp);
	spin_unlock(&pool->lock);
	return p;
}
