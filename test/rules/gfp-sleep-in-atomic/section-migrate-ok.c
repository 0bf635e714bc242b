// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// migrate_disable() pins to a CPU but lets the task sleep.
#include <linux/preempt.h>
#include <linux/slab.h>

void *migrate_ok(void)
{
	void *p;

	migrate_disable();
	p = kmalloc(16, GFP_KERNEL);
	migrate_enable();
	return p;
}
