// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/spinlock.h>
#include "ops.h"

static DEFINE_SPINLOCK(lock);

int widget_read_bad(struct widget *w)
{
	int v;

	spin_lock(&lock); /* via: gfp-sleep-in-atomic */
	v = w->ops->read(w, 3); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&lock);
	return v;
}

int widget_probe_ok(struct widget *w)
{
	int v = w->ops->probe(w);

	spin_lock(&lock);
	w->value = v;
	spin_unlock(&lock);
	return v;
}
