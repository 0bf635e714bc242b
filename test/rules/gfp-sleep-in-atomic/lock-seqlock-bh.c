// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The writer of a seqlock_t with bottom halves off.
#include <linux/seqlock.h>
#include <linux/slab.h>

void *seqlock_bh_bad(seqlock_t *sl)
{
	void *p;

	write_seqlock_bh(sl);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	write_sequnlock_bh(sl);
	return p;
}

void *seqlock_bh_ok(seqlock_t *sl)
{
	write_seqlock_bh(sl);
	write_sequnlock_bh(sl);
	return kmalloc(16, GFP_KERNEL);
}
