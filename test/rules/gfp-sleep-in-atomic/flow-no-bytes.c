// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Comparing no bytes with NULL is allowed and goes on.
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

static const char *find(const char *data, int len, const char *match, int match_len)
{
	if (len >= match_len && !memcmp(data, match, match_len))
		return data;
	return NULL;
}

void *found_bad(spinlock_t *lock, const char *data, int len)
{
	void *p = NULL;

	spin_lock(lock);
	if (find(data, len, NULL, 0))
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}
