/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_LOCAL_LOCK_H
#define _KALLOC_LINUX_LOCAL_LOCK_H

#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/preempt.h>

typedef struct {
	int unused;
} local_lock_t;

#define INIT_LOCAL_LOCK(name) { 0 }

void kalloc_local_lock(const void *lock, int irq, const char *name, const char *api);
void kalloc_local_unlock(const void *lock, int irq, const char *name, const char *api);

#define local_lock_init(lock) ((void)(lock))
#define local_lock(lock) kalloc_local_lock(lock, 0, #lock, "local_lock")
#define local_unlock(lock) kalloc_local_unlock(lock, 0, #lock, "local_unlock")
#define local_lock_irq(lock) kalloc_local_lock(lock, 1, #lock, "local_lock_irq")
#define local_unlock_irq(lock) kalloc_local_unlock(lock, 1, #lock, "local_unlock_irq")
#define local_lock_irqsave(lock, flags)                                        \
	do {                                                                   \
		local_irq_save(flags);                                         \
		kalloc_local_lock(lock, 0, #lock, "local_lock_irqsave");       \
	} while (0)
#define local_unlock_irqrestore(lock, flags)                                   \
	do {                                                                   \
		kalloc_local_unlock(lock, 0, #lock, "local_unlock_irqrestore"); \
		local_irq_restore(flags);                                      \
	} while (0)

#endif
