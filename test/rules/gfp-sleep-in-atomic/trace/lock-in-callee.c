// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %print-findings %s | %FileCheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.}}
//
// The lock was taken by a callee: the trace names the place inside it and the call.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
};

static void dev_lock(struct dev *d)
{
	spin_lock_bh(&d->lock);
}

void *start(struct dev *d)
{
	void *p;

	dev_lock(d);
	p = kmalloc(16, GFP_KERNEL);
	spin_unlock_bh(&d->lock);
	return p;
}
// CHECK:lock-in-callee.c:22:6: error: 'kmalloc' with GFP_KERNEL may sleep while spinlock 'd->lock' is held [gfp-sleep-in-atomic]
// CHECK-NEXT:lock-in-callee.c:14:2: note: 'spin_lock_bh' begins the context
// CHECK-NEXT:lock-in-callee.c:21:2: note: 'dev_lock' is called by 'start'
// CHECK-NEXT:lock-in-callee.c:22:6: note: --fix: allocate with GFP_ATOMIC
