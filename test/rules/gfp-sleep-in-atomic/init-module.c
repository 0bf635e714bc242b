// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// __init code of a module runs when the kernel is up.
// OPTIONS: --min-confidence=high
#define MODULE
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
