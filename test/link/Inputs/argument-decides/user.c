// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/slab.h>
#include <linux/spinlock.h>
#include "alloc.h"

static DEFINE_SPINLOCK(lock);

void *blocking_flags_bad(void)
{
	void *p;

	spin_lock(&lock);
	p = part_new(8, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&lock);
	return p;
}

void *atomic_flags_ok(void)
{
	void *p;

	spin_lock(&lock);
	p = part_new(8, GFP_ATOMIC);
	spin_unlock(&lock);
	return p;
}

void *chosen_flags_ok(int atomic)
{
	void *p;

	if (atomic)
		spin_lock(&lock);
	p = part_new(8, atomic ? GFP_ATOMIC : GFP_KERNEL);
	if (atomic)
		spin_unlock(&lock);
	return p;
}

void told_to_block_bad(int *done)
{
	spin_lock(&lock);
	part_wait(done, 1); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&lock);
}

void told_to_spin_ok(int *done)
{
	spin_lock(&lock);
	part_wait(done, 0);
	spin_unlock(&lock);
}
