// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// vmalloc() takes no flags and always may sleep.
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

void vmalloc_bad(spinlock_t *lock, void **s)
{
	spin_lock(lock);
	s[0] = vmalloc(1 << 20); /* bug: gfp-sleep-in-atomic */
	s[1] = vzalloc(1 << 20); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void vmalloc_ok(spinlock_t *lock, void **s)
{
	s[0] = vmalloc(1 << 20);
	spin_lock(lock);
	s[1] = s[0];
	spin_unlock(lock);
}
