// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// One bit of a flags parameter says that the callee must not wait.
#include <linux/slab.h>
#include <linux/spinlock.h>

#define REQ_NOWAIT 0x4
#define REQ_ZERO 0x1

static void *new_request(unsigned int how)
{
	gfp_t gfp = how & REQ_NOWAIT ? GFP_NOWAIT : GFP_NOIO;

	if (how & REQ_ZERO)
		gfp |= __GFP_ZERO;
	return kmalloc(16, gfp); /* bug: gfp-sleep-in-atomic */
}

void *flag_bit_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = new_request(REQ_ZERO); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *flag_bit_ok(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = new_request(REQ_ZERO | REQ_NOWAIT);
	spin_unlock(lock);
	return p;
}
