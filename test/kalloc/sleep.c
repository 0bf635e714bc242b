// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// REQUIRES: kalloc-run
// RUN: not %kalloc-run %s > %t; %FileCheck %s --implicit-check-not=gfp- < %t
//
// Sleeping is told with the context, where it began, and the calls in between.
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(lock);
static DEFINE_MUTEX(mutex);

static void *make(gfp_t gfp)
{
	return kmalloc(16, gfp);
}

int main(void)
{
	unsigned long flags;

	spin_lock_irqsave(&lock, flags);
	kfree(make(GFP_KERNEL));
	kfree(make(GFP_ATOMIC));
	spin_unlock_irqrestore(&lock, flags);
	mutex_lock(&mutex);
	kfree(make(GFP_KERNEL));
	mutex_unlock(&mutex);
	return 0;
}
// CHECK: sleep.c:15: 'kmalloc' with GFP_KERNEL may sleep while spinlock 'lock' is held [gfp-sleep-in-atomic]
// CHECK: sleep.c:22: note: spinlock 'lock' began in 'spin_lock_irqsave' here
// CHECK: sleep.c:22: note: interrupts off began in 'spin_lock_irqsave' here
// CHECK: 1 violations
