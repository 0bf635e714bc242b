// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// What stores in a maple tree gives the lock of the tree up while it allocates; no other lock.
#include <linux/gfp.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct ma_state;

int mas_store_gfp(struct ma_state *mas, void *entry, gfp_t gfp);

int own_lock_ok(struct ma_state *mas, spinlock_t *ma_lock, void *entry)
{
	int ret;

	spin_lock(ma_lock);
	ret = mas_store_gfp(mas, entry, GFP_KERNEL);
	spin_unlock(ma_lock);
	return ret;
}

int two_locks_bad(struct ma_state *mas, spinlock_t *outer, spinlock_t *ma_lock, void *entry)
{
	int ret;

	spin_lock(outer);
	spin_lock(ma_lock);
	ret = mas_store_gfp(mas, entry, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(ma_lock);
	spin_unlock(outer);
	return ret;
}
