// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// The error check before goes to a label that lets the lock go: so does this.
#include <linux/mutex.h>
#include <linux/slab.h>

struct dev {
	struct mutex lock;
	char *buf;
	int users;
};

int goto_label(struct dev *d)
{
	int ret = 0;

	mutex_lock(&d->lock);
	if (d->users) {
		ret = -EBUSY;
		goto unlock;
	}
	d->buf = kmalloc(64, GFP_KERNEL); /* for the first user */
	d->buf[0] = 0;
	d->users = 1;
unlock:
	mutex_unlock(&d->lock);
	return ret;
}
