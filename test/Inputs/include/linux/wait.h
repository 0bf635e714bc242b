/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_WAIT_H
#define _MINI_LINUX_WAIT_H

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

void init_waitqueue_head(struct wait_queue_head *wq_head);
void __wake_up(struct wait_queue_head *wq_head, unsigned int mode, int nr, void *key);
void prepare_to_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *entry, int state);
void finish_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *entry);

#define wake_up(x) __wake_up(x, 3, 1, NULL)
#define wake_up_all(x) __wake_up(x, 3, 0, NULL)
#define wake_up_interruptible(x) __wake_up(x, 1, 1, NULL)

#define ___wait_until(wq_head, condition, state, intr, ret, cmd)               \
	({                                                                     \
		struct wait_queue_entry __entry = { .private = current };      \
		long __ret = ret;                                              \
		for (;;) {                                                     \
			prepare_to_wait(&wq_head, &__entry, state);            \
			if (condition)                                         \
				break;                                         \
			if (intr && signal_pending(current)) {                 \
				__ret = -ERESTARTSYS;                          \
				break;                                         \
			}                                                      \
			cmd;                                                   \
		}                                                              \
		finish_wait(&wq_head, &__entry);                               \
		__ret;                                                         \
	})

#define wait_event(wq_head, condition)                                         \
	do {                                                                   \
		might_sleep();                                                 \
		if (condition)                                                 \
			break;                                                 \
		(void)___wait_until(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, \
				    0, schedule());                            \
	} while (0)
#define wait_event_interruptible(wq_head, condition)                           \
	({                                                                     \
		int __retval = 0;                                              \
		might_sleep();                                                 \
		if (!(condition))                                              \
			__retval = ___wait_until(wq_head, condition,           \
						 TASK_INTERRUPTIBLE, 1, 0,     \
						 schedule());                  \
		__retval;                                                      \
	})
#define wait_event_timeout(wq_head, condition, timeout)                        \
	({                                                                     \
		long __left = timeout;                                         \
		might_sleep();                                                 \
		if (!(condition))                                              \
			__left = ___wait_until(wq_head, condition,             \
					       TASK_UNINTERRUPTIBLE, 0, __left, \
					       __ret = schedule_timeout(__ret)); \
		__left;                                                        \
	})

#endif
