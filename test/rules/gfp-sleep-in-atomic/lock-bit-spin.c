// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A lock that is a bit of a word.
#include <linux/bit_spinlock.h>
#include <linux/slab.h>

void *bit_spin_bad(unsigned long *word)
{
	void *p;

	bit_spin_lock(0, word);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	bit_spin_unlock(0, word);
	return p;
}

void *bit_spin_ok(unsigned long *word)
{
	bit_spin_lock(0, word);
	bit_spin_unlock(0, word);
	return kmalloc(16, GFP_KERNEL);
}
