// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The writer of a seqlock_t spins; a reader may do as it likes.
#include <linux/seqlock.h>
#include <linux/slab.h>

void *seqlock_write_bad(seqlock_t *sl)
{
	void *p;

	write_seqlock(sl);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	write_sequnlock(sl);
	return p;
}

void *seqlock_write_ok(seqlock_t *sl)
{
	write_seqlock(sl);
	write_sequnlock(sl);
	return kmalloc(16, GFP_KERNEL);
}

void *seqlock_read_ok(seqlock_t *sl)
{
	unsigned int seq;
	void *p;

	p = kmalloc(16, GFP_KERNEL);
	do {
		seq = read_seqbegin(sl);
	} while (read_seqretry(sl, seq));
	return p;
}
