// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %print-findings %s | %FileCheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.}}
//
// What must be true on the way is said, what does not matter is not.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
	int users;
};

void *start(struct dev *d, bool shared, int verbose)
{
	void *p;

	if (verbose)
		d->users++;
	if (shared)
		spin_lock(&d->lock);
	p = kmalloc(16, GFP_NOIO);
	if (shared)
		spin_unlock(&d->lock);
	return p;
}
// CHECK:condition.c:21:6: error: 'kmalloc' with GFP_NOIO may sleep while spinlock 'd->lock' is held [gfp-sleep-in-atomic]
// CHECK-NEXT:condition.c:20:3: note: 'spin_lock' begins the context
// CHECK-NEXT:condition.c:19:6: note: assuming 'shared' is not zero
// CHECK-NEXT:condition.c:21:6: note: --fix: allocate with GFP_ATOMIC
