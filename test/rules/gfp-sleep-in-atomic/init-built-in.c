// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
// RUN: %print-findings %s | %FileCheck %s
//
// __init code of what is built in runs before there is anybody to switch to, or
// at each boot of everybody: nothing of that is certain to be a bug.
// CHECK-DAG: :18:{{.*}} warning: 'kmalloc'
// CHECK-DAG: :25:{{.*}} error: 'kmalloc'
#include <linux/compiler.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(lock);

void __init setup_bad(void)
{
	spin_lock(&lock);
	kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&lock);
}

void later_bad(void)
{
	spin_lock(&lock);
	kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&lock);
}
