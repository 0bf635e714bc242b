/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_SPINLOCK_TYPES_H
#define _KALLOC_LINUX_SPINLOCK_TYPES_H

#include <linux/lockdep.h>
#include <linux/types.h>

typedef struct raw_spinlock {
	unsigned int held;
	struct lockdep_map dep_map;
} raw_spinlock_t;

typedef struct spinlock {
	struct raw_spinlock rlock;
} spinlock_t;

typedef struct {
	/* Readers, or -1 for a writer. */
	int holders;
	struct lockdep_map dep_map;
} rwlock_t;

#define __RAW_SPIN_LOCK_UNLOCKED(name) ((raw_spinlock_t){ .held = 0 })
#define __SPIN_LOCK_UNLOCKED(name) { .rlock = { .held = 0 } }
#define __RW_LOCK_UNLOCKED(name) { .holders = 0 }
#define DEFINE_SPINLOCK(x) spinlock_t x = __SPIN_LOCK_UNLOCKED(x)
#define DEFINE_RAW_SPINLOCK(x) raw_spinlock_t x = { .held = 0 }
#define DEFINE_RWLOCK(x) rwlock_t x = __RW_LOCK_UNLOCKED(x)

#endif
