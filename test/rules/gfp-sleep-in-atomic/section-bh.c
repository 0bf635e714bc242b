// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// local_bh_disable().
#include <linux/bottom_half.h>
#include <linux/slab.h>

void *bh_bad(void)
{
	void *p;

	local_bh_disable();
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	local_bh_enable();
	return p;
}

void *bh_ok(void)
{
	local_bh_disable();
	local_bh_enable();
	return kmalloc(16, GFP_KERNEL);
}
