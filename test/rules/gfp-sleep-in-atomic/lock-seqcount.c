// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The writer of a plain sequence counter has readers that spin; the raw form is
// for those whose readers do not.
#include <linux/seqlock.h>
#include <linux/slab.h>

void *seqcount_write_bad(seqcount_t *s)
{
	void *p;

	write_seqcount_begin(s);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	write_seqcount_end(s);
	return p;
}

void *seqcount_raw_write_ok(seqcount_t *s)
{
	void *p;

	raw_write_seqcount_begin(s);
	p = kmalloc(16, GFP_KERNEL);
	raw_write_seqcount_end(s);
	return p;
}
