// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %print-findings %s | %FileCheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.}}
//
// From the operation outwards: each call, then where the lock was taken.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
};

static void *inner(size_t n)
{
	return kmalloc(n, GFP_KERNEL);
}

static void *outer(void)
{
	return inner(16);
}

void *start(struct dev *d)
{
	void *p;

	spin_lock_irqsave(&d->lock, *(unsigned long *)d);
	p = outer();
	spin_unlock_irqrestore(&d->lock, *(unsigned long *)d);
	return p;
}
// CHECK:calls.c:14:9: error: 'kmalloc' with GFP_KERNEL may sleep while spinlock 'd->lock' is held [gfp-sleep-in-atomic]
// CHECK-NEXT:calls.c:19:9: note: 'inner' is called by 'outer'
// CHECK-NEXT:calls.c:27:6: note: 'outer' is called by 'start'
// CHECK-NEXT:calls.c:26:2: note: 'spin_lock_irqsave' begins the context
