/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_SCHED_H
#define _MINI_LINUX_SCHED_H

#include <linux/preempt.h>
#include <linux/spinlock_types.h>
#include <linux/types.h>

struct task_struct {
	unsigned int __state;
	int pid;
	spinlock_t pi_lock;
};

struct task_struct *get_current(void);
#define current get_current()

#define TASK_RUNNING 0
#define TASK_INTERRUPTIBLE 1
#define TASK_UNINTERRUPTIBLE 2

#define set_current_state(state) WRITE_ONCE(current->__state, (state))
#define __set_current_state(state) WRITE_ONCE(current->__state, (state))

void schedule(void);
long schedule_timeout(long timeout);
long schedule_timeout_uninterruptible(long timeout);
long schedule_timeout_interruptible(long timeout);
int wake_up_process(struct task_struct *tsk);
int signal_pending(struct task_struct *p);
void yield(void);

int __cond_resched(void);
#define cond_resched() ({ __cond_resched(); })

#endif
