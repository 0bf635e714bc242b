// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Copies of strings and memory allocate.
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

void strings_bad(spinlock_t *lock, char **s, const char *from)
{
	spin_lock(lock);
	s[0] = kstrdup(from, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[1] = kstrndup(from, 8, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[2] = kmemdup(from, 8, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[3] = kasprintf(GFP_KERNEL, "%s-%d", from, 3); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void strings_ok(spinlock_t *lock, char **s, const char *from)
{
	spin_lock(lock);
	s[0] = kstrdup(from, GFP_ATOMIC);
	s[1] = kmemdup(from, 8, GFP_ATOMIC);
	s[2] = kasprintf(GFP_ATOMIC, "%s-%d", from, 3);
	spin_unlock(lock);
}
