/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_LOCAL_LOCK_H
#define _MINI_LINUX_LOCAL_LOCK_H

#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/preempt.h>

typedef struct {
	int unused;
} local_lock_t;

#define local_lock(lock)                                                       \
	do {                                                                   \
		preempt_disable();                                             \
		(void)this_cpu_ptr(lock);                                      \
	} while (0)
#define local_unlock(lock)                                                     \
	do {                                                                   \
		(void)this_cpu_ptr(lock);                                      \
		preempt_enable();                                              \
	} while (0)

#endif
