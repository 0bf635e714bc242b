// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// guard(rcu)() has no lock to name.
#include <linux/rcupdate.h>
#include <linux/slab.h>

void *guard_rcu_bad(void)
{
	guard(rcu)();
	return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

void *scoped_rcu_ok(int *n)
{
	scoped_guard(rcu)
		(*n)++;
	return kmalloc(16, GFP_KERNEL);
}
