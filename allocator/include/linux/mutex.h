/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_MUTEX_H
#define _KALLOC_LINUX_MUTEX_H

#include <linux/cleanup.h>
#include <linux/lockdep.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct mutex {
	int held;
	struct lockdep_map dep_map;
};

void kalloc_mutex_lock(struct mutex *lock, const char *name, const char *api);
int kalloc_mutex_trylock(struct mutex *lock, const char *name);
void kalloc_mutex_unlock(struct mutex *lock, const char *name);

#define __MUTEX_INITIALIZER(name) { .held = 0 }
#define DEFINE_MUTEX(name) struct mutex name = __MUTEX_INITIALIZER(name)
#define mutex_init(l)                                                          \
	do {                                                                   \
		(l)->held = 0;                                                 \
		__kalloc_lock_init(&(l)->dep_map);                             \
	} while (0)
#define mutex_destroy(l) ((void)(l))
#define mutex_lock(l) kalloc_mutex_lock(l, #l, "mutex_lock")
#define mutex_lock_nested(l, subclass) kalloc_mutex_lock(l, #l, "mutex_lock_nested")
#define mutex_lock_interruptible(l) (kalloc_mutex_lock(l, #l, "mutex_lock_interruptible"), 0)
#define mutex_lock_killable(l) (kalloc_mutex_lock(l, #l, "mutex_lock_killable"), 0)
#define mutex_trylock(l) kalloc_mutex_trylock(l, #l)
#define mutex_unlock(l) kalloc_mutex_unlock(l, #l)
#define mutex_is_locked(l) ((l)->held != 0)

DEFINE_GUARD(mutex, struct mutex *, mutex_lock(_T), mutex_unlock(_T))
DEFINE_GUARD_COND(mutex, _try, mutex_trylock(_T))
DEFINE_GUARD_COND(mutex, _intr, mutex_lock_interruptible(_T) == 0)

#endif
