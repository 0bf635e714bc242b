// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "dev.h"

void between_bad(struct dev *d)
{
	dev_lock(d); /* via: gfp-sleep-in-atomic */
	d->data = kmalloc(8, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	dev_unlock(d);
}

void after_ok(struct dev *d)
{
	dev_lock(d);
	dev_unlock(d);
	d->data = kmalloc(8, GFP_KERNEL);
}

void atomic_ok(struct dev *d)
{
	dev_lock(d);
	d->data = kmalloc(8, GFP_ATOMIC);
	dev_unlock(d);
}

void taken_bad(struct dev *d)
{
	if (!dev_trylock(d))
		return;
	d->data = kmalloc(8, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	dev_unlock(d);
}

void not_taken_ok(struct dev *d)
{
	if (!dev_trylock(d)) {
		d->data = kmalloc(8, GFP_KERNEL);
		return;
	}
	dev_unlock(d);
}

/* What sleeps is in the other file as well. */
void sleeps_there_bad(struct dev *d)
{
	dev_lock(d);
	dev_wait(d); /* bug: gfp-sleep-in-atomic */
	dev_unlock(d);
}

void unpaired_ok(struct dev *d)
{
	dev_stop(d);
	d->data = kmalloc(8, GFP_KERNEL);
}
