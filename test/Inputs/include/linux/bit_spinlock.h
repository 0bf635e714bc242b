/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_BIT_SPINLOCK_H
#define _MINI_LINUX_BIT_SPINLOCK_H

#include <linux/preempt.h>

int __test_and_set_bit_lock(int bitnum, unsigned long *addr);
void __clear_bit_unlock(int bitnum, unsigned long *addr);

static inline void bit_spin_lock(int bitnum, unsigned long *addr)
{
	preempt_disable();
	while (__test_and_set_bit_lock(bitnum, addr))
		barrier();
}

static inline int bit_spin_trylock(int bitnum, unsigned long *addr)
{
	preempt_disable();
	if (__test_and_set_bit_lock(bitnum, addr)) {
		preempt_enable();
		return 0;
	}
	return 1;
}

static inline void bit_spin_unlock(int bitnum, unsigned long *addr)
{
	__clear_bit_unlock(bitnum, addr);
	preempt_enable();
}

#endif
