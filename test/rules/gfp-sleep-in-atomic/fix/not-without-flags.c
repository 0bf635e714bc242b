// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// What takes no flags cannot be mended by flags.
#include <linux/delay.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

void *not_without_flags(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = vmalloc(4096);
	msleep(1);
	spin_unlock(lock);
	return p;
}
