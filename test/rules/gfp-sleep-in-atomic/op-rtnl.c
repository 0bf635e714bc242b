// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// rtnl_lock() is a mutex.
#include <linux/netdevice.h>
#include <linux/spinlock.h>

void rtnl_bad(spinlock_t *lock)
{
	spin_lock_bh(lock);
	rtnl_lock(); /* bug: gfp-sleep-in-atomic */
	rtnl_unlock();
	spin_unlock_bh(lock);
}

void rtnl_ok(spinlock_t *lock)
{
	rtnl_lock();
	spin_lock_bh(lock);
	spin_unlock_bh(lock);
	rtnl_unlock();
}
