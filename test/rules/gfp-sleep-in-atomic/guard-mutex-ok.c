// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// guard(mutex) does not forbid sleeping.
#include <linux/mutex.h>
#include <linux/slab.h>

void *guard_mutex_ok(struct mutex *m)
{
	guard(mutex)(m);
	return kmalloc(16, GFP_KERNEL);
}
