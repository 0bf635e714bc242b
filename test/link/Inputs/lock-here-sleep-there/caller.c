// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/spinlock.h>
#include "parts.h"

static DEFINE_SPINLOCK(lock);

void under_lock_bad(struct part *p)
{
	spin_lock(&lock); /* via: gfp-sleep-in-atomic */
	part_reset(p); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&lock);
}

void after_lock_ok(struct part *p)
{
	spin_lock(&lock);
	p->busy = 1;
	spin_unlock(&lock);
	part_reset(p);
}

void quick_under_lock_ok(struct part *p)
{
	spin_lock(&lock);
	part_peek(p);
	spin_unlock(&lock);
}

static void helper_bad(struct part *p)
{
	part_reset(p); /* bug: gfp-sleep-in-atomic */
}

void through_helper_bad(struct part *p)
{
	spin_lock(&lock);
	helper_bad(p); /* via: gfp-sleep-in-atomic */
	spin_unlock(&lock);
}
