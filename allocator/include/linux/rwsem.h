/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_RWSEM_H
#define _KALLOC_LINUX_RWSEM_H

#include <linux/cleanup.h>
#include <linux/lockdep.h>
#include <linux/spinlock.h>

struct rw_semaphore {
	int holders;
	struct lockdep_map dep_map;
};

void kalloc_down(struct rw_semaphore *sem, int write, const char *name, const char *api);
int kalloc_down_try(struct rw_semaphore *sem, int write, const char *name, const char *api);
void kalloc_up(struct rw_semaphore *sem, int write, const char *name, const char *api);
void kalloc_downgrade(struct rw_semaphore *sem, const char *name);

#define DECLARE_RWSEM(name) struct rw_semaphore name = { .holders = 0 }
#define init_rwsem(l)                                                          \
	do {                                                                   \
		(l)->holders = 0;                                              \
		__kalloc_lock_init(&(l)->dep_map);                             \
	} while (0)
#define down_read(l) kalloc_down(l, 0, #l, "down_read")
#define down_write(l) kalloc_down(l, 1, #l, "down_write")
#define down_write_nested(l, subclass) kalloc_down(l, 1, #l, "down_write_nested")
#define down_read_interruptible(l) (kalloc_down(l, 0, #l, "down_read_interruptible"), 0)
#define down_read_killable(l) (kalloc_down(l, 0, #l, "down_read_killable"), 0)
#define down_write_killable(l) (kalloc_down(l, 1, #l, "down_write_killable"), 0)
#define down_read_trylock(l) kalloc_down_try(l, 0, #l, "down_read_trylock")
#define down_write_trylock(l) kalloc_down_try(l, 1, #l, "down_write_trylock")
#define up_read(l) kalloc_up(l, 0, #l, "up_read")
#define up_write(l) kalloc_up(l, 1, #l, "up_write")
#define downgrade_write(l) kalloc_downgrade(l, #l)

DEFINE_GUARD(rwsem_read, struct rw_semaphore *, down_read(_T), up_read(_T))
DEFINE_GUARD(rwsem_write, struct rw_semaphore *, down_write(_T), up_write(_T))

#endif
