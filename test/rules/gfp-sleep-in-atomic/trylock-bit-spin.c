// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// bit_spin_trylock() disables preemption only when it succeeds.
#include <linux/bit_spinlock.h>
#include <linux/slab.h>

void *trylock_bit_bad(unsigned long *word)
{
	void *p;

	if (!bit_spin_trylock(0, word))
		return NULL;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	bit_spin_unlock(0, word);
	return p;
}

void *trylock_bit_ok(unsigned long *word)
{
	if (!bit_spin_trylock(0, word))
		return kmalloc(16, GFP_KERNEL);
	bit_spin_unlock(0, word);
	return NULL;
}
