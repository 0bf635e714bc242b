/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef DEV_H
#define DEV_H
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
	struct mutex mutex;
	void *data;
};

void dev_lock(struct dev *d);
void dev_unlock(struct dev *d);
bool dev_trylock(struct dev *d);
void dev_stop(struct dev *d);
void dev_wait(struct dev *d);
#endif
