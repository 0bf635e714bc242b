/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_WAIT_H
#define _KALLOC_LINUX_WAIT_H

#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

typedef struct wait_queue_head {
	spinlock_t lock;
	struct list_head head;
} wait_queue_head_t;

struct wait_queue_entry {
	unsigned int flags;
	void *private;
	struct list_head entry;
};
typedef struct wait_queue_entry wait_queue_entry_t;

#define __WAIT_QUEUE_HEAD_INITIALIZER(name) { .head = { &(name).head, &(name).head } }
#define DECLARE_WAIT_QUEUE_HEAD(name) wait_queue_head_t name = __WAIT_QUEUE_HEAD_INITIALIZER(name)
#define DECLARE_WAIT_QUEUE_HEAD_ONSTACK(name) DECLARE_WAIT_QUEUE_HEAD(name)
#define DEFINE_WAIT(name) wait_queue_entry_t name = { .entry = { &(name).entry, &(name).entry } }
#define init_wait(wait) INIT_LIST_HEAD(&(wait)->entry)

void init_waitqueue_head(struct wait_queue_head *wq_head);
void __wake_up(struct wait_queue_head *wq_head, unsigned int mode, int nr, void *key);
void prepare_to_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *entry, int state);
#define prepare_to_wait_exclusive(q, e, s) prepare_to_wait(q, e, s)
void finish_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *entry);
int waitqueue_active(struct wait_queue_head *wq_head);
#define wq_has_sleeper(q) waitqueue_active(q)

#define wake_up(x) __wake_up(x, 3, 1, NULL)
#define wake_up_all(x) __wake_up(x, 3, 0, NULL)
#define wake_up_nr(x, nr) __wake_up(x, 3, nr, NULL)
#define wake_up_interruptible(x) __wake_up(x, 1, 1, NULL)
#define wake_up_interruptible_all(x) __wake_up(x, 1, 0, NULL)

/* Begins to wait: may this task? Then lets others run, until the deadline. */
unsigned long long kalloc_wait_begin(const char *api, long timeout);
/* False when the deadline is over. */
int kalloc_wait_once(const char *api, unsigned long long deadline);
long kalloc_wait_left(unsigned long long deadline);

#define __kalloc_wait(api, condition, timeout)                                 \
	({                                                                     \
		unsigned long long __deadline = kalloc_wait_begin(api, timeout); \
		int __met;                                                     \
		while (!(__met = !!(condition)) && kalloc_wait_once(api, __deadline)) \
			;                                                      \
		long __left = kalloc_wait_left(__deadline);                    \
		__met ? (__left > 0 ? __left : 1) : 0;                         \
	})

#define wait_event(wq_head, condition)                                         \
	do {                                                                   \
		(void)&(wq_head);                                              \
		(void)__kalloc_wait("wait_event", condition, 0);               \
	} while (0)
#define wait_event_interruptible(wq_head, condition)                           \
	({ (void)&(wq_head); (void)__kalloc_wait("wait_event_interruptible", condition, 0); 0; })
#define wait_event_killable(wq_head, condition)                                \
	({ (void)&(wq_head); (void)__kalloc_wait("wait_event_killable", condition, 0); 0; })
#define wait_event_timeout(wq_head, condition, timeout)                        \
	({ (void)&(wq_head); __kalloc_wait("wait_event_timeout", condition, timeout); })
#define wait_event_interruptible_timeout(wq_head, condition, timeout)          \
	({ (void)&(wq_head); __kalloc_wait("wait_event_interruptible_timeout", condition, timeout); })
#define wait_event_lock_irq(wq_head, condition, lock)                          \
	do {                                                                   \
		while (!(condition)) {                                         \
			spin_unlock_irq(&(lock));                              \
			(void)kalloc_wait_once("wait_event_lock_irq", 0);      \
			spin_lock_irq(&(lock));                                \
		}                                                              \
	} while (0)

#endif
