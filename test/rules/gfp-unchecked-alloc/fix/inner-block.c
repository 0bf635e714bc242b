// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// In an inner block, behind an error exit that shows that nothing is held.
#include <linux/mutex.h>
#include <linux/slab.h>

struct dev {
	struct mutex lock;
	char *buf;
	int users;
};

int inner_block(struct dev *d, int n)
{
	mutex_lock(&d->lock);
	d->users++;
	mutex_unlock(&d->lock);
	if (n < 0)
		return -EINVAL;
	if (n > 10) {
		d->buf = kmalloc(n,
				 GFP_KERNEL);
		d->buf[0] = 0;
	}
	return 0;
}
