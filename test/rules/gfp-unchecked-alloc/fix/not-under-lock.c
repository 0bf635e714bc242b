// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// A return would leave the lock held: no fix.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct pkt {
	int len;
};

int not_under_lock(spinlock_t *lock, struct pkt **out)
{
	struct pkt *p;

	if (!out)
		return -EINVAL;
	spin_lock(lock);
	p = kmalloc(sizeof(*p), GFP_ATOMIC);
	p->len = 0;
	*out = p;
	spin_unlock(lock);
	return 0;
}
