/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_SPINLOCK_TYPES_H
#define _MINI_LINUX_SPINLOCK_TYPES_H

typedef struct raw_spinlock {
	unsigned int val;
} raw_spinlock_t;

typedef struct spinlock {
	struct raw_spinlock rlock;
} spinlock_t;

typedef struct {
	unsigned int cnts;
} rwlock_t;

#define __RAW_SPIN_LOCK_UNLOCKED(name) ((raw_spinlock_t){ 0 })
#define __SPIN_LOCK_UNLOCKED(name) ((spinlock_t){ { 0 } })
#define DEFINE_RAW_SPINLOCK(x) raw_spinlock_t x = { 0 }
#define DEFINE_SPINLOCK(x) spinlock_t x = { { 0 } }
#define DEFINE_RWLOCK(x) rwlock_t x = { 0 }

#endif
