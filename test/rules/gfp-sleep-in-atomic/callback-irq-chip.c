// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// irq_chip callbacks run under a raw spinlock, the bus lock is what may sleep.
#include <linux/irq.h>
#include <linux/mutex.h>

static DEFINE_MUTEX(bus_mutex);

static void mask_bad(struct irq_data *d)
{
	mutex_lock(&bus_mutex); /* bug: gfp-sleep-in-atomic */
	mutex_unlock(&bus_mutex);
}

static void bus_lock_ok(struct irq_data *d)
{
	mutex_lock(&bus_mutex);
}

static void bus_unlock_ok(struct irq_data *d)
{
	mutex_unlock(&bus_mutex);
}

const struct irq_chip mini_chip = {
	.irq_mask = mask_bad,
	.irq_bus_lock = bus_lock_ok,
	.irq_bus_sync_unlock = bus_unlock_ok,
};
