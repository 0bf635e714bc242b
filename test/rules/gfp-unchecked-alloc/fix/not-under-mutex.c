// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// Nobody knows what a call before has taken: no fix.
#include <linux/mutex.h>
#include <linux/slab.h>

struct pkt {
	int len;
};

int not_under_mutex(struct mutex *lock, struct pkt **out)
{
	struct pkt *p;

	if (!out)
		return -EINVAL;
	mutex_lock(lock);
	p = kmalloc(sizeof(*p), GFP_KERNEL);
	p->len = 0;
	*out = p;
	mutex_unlock(lock);
	return 0;
}
