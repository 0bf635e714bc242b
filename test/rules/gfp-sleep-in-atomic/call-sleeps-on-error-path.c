// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The callee sleeps only when something went wrong; that is wrong enough.
#include <linux/delay.h>
#include <linux/io.h>
#include <linux/spinlock.h>

static u32 read_stable(void *reg)
{
	u32 v = readl(reg);

	if (v == ~0u) {
		msleep(1); /* bug: gfp-sleep-in-atomic */
		v = readl(reg);
	}
	return v;
}

u32 error_path_bad(spinlock_t *lock, void *reg)
{
	u32 v;

	spin_lock(lock);
	v = read_stable(reg); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return v;
}

u32 error_path_ok(spinlock_t *lock, void *reg)
{
	u32 v = read_stable(reg);

	spin_lock(lock);
	v |= readl(reg);
	spin_unlock(lock);
	return v;
}
