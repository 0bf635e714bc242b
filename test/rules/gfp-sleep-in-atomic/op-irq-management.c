// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Freeing and disabling an interrupt waits for its handler.
#include <linux/interrupt.h>
#include <linux/spinlock.h>

void irq_management_bad(spinlock_t *lock, int irq, void *data)
{
	spin_lock(lock);
	disable_irq(irq); /* bug: gfp-sleep-in-atomic */
	free_irq(irq, data); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void irq_management_ok(spinlock_t *lock, int irq, void *data)
{
	spin_lock(lock);
	disable_irq_nosync(irq);
	enable_irq(irq);
	spin_unlock(lock);
	free_irq(irq, data);
}
