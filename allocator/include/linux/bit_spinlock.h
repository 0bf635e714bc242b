/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_BIT_SPINLOCK_H
#define _KALLOC_LINUX_BIT_SPINLOCK_H

#include <linux/preempt.h>

void kalloc_bit_lock(int bitnum, unsigned long *addr, const char *name);
int kalloc_bit_trylock(int bitnum, unsigned long *addr, const char *name);
void kalloc_bit_unlock(int bitnum, unsigned long *addr, const char *name);

#define bit_spin_lock(nr, addr) kalloc_bit_lock(nr, addr, #addr)
#define bit_spin_trylock(nr, addr) kalloc_bit_trylock(nr, addr, #addr)
#define bit_spin_unlock(nr, addr) kalloc_bit_unlock(nr, addr, #addr)
#define __bit_spin_unlock(nr, addr) kalloc_bit_unlock(nr, addr, #addr)
#define bit_spin_is_locked(nr, addr) (!!(*(addr) & (1UL << (nr))))

#endif
