// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// Several in one file, and those that are right stay.
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

void several(spinlock_t *lock, void **s)
{
	s[0] = kmalloc(16, GFP_KERNEL);
	spin_lock(lock);
	s[1] = kmalloc(16, GFP_KERNEL);
	s[2] = kstrdup("text", GFP_USER);
	s[3] = kcalloc(4, 16, GFP_ATOMIC);
	spin_unlock(lock);
	s[4] = kmalloc(16, GFP_KERNEL);
}
