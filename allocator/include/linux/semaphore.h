/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_SEMAPHORE_H
#define _KALLOC_LINUX_SEMAPHORE_H

#include <linux/types.h>

struct semaphore {
	int count;
};

#define DEFINE_SEMAPHORE(name, n) struct semaphore name = { .count = (n) }

static inline void sema_init(struct semaphore *sem, int val)
{
	sem->count = val;
}

void down(struct semaphore *sem);
int down_interruptible(struct semaphore *sem);
int down_killable(struct semaphore *sem);
int down_trylock(struct semaphore *sem);
int down_timeout(struct semaphore *sem, long jiffies);
void up(struct semaphore *sem);

#endif
