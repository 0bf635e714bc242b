// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Waiting for a grace period sleeps, asking for one does not.
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct entry {
	struct rcu_head rcu;
	int key;
};

void rcu_sync_bad(spinlock_t *lock, struct entry *e)
{
	spin_lock(lock);
	synchronize_rcu(); /* bug: gfp-sleep-in-atomic */
	kfree(e);
	spin_unlock(lock);
}

void rcu_sync_inside_bad(void)
{
	rcu_read_lock();
	synchronize_rcu(); /* bug: gfp-sleep-in-atomic */
	rcu_read_unlock();
}

void rcu_sync_ok(spinlock_t *lock, struct entry *e)
{
	spin_lock(lock);
	kfree_rcu(e, rcu);
	spin_unlock(lock);
	synchronize_rcu();
}
