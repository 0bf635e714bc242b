/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_SCHED_H
#define _KALLOC_LINUX_SCHED_H

#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/types.h>

struct task_struct {
	unsigned int __state;
	int pid;
	unsigned int flags;
	char comm[16];
	unsigned long long number;
	int should_stop;
	int result;
};

struct task_struct *get_current(void);
#define current get_current()

#define TASK_RUNNING 0
#define TASK_INTERRUPTIBLE 1
#define TASK_UNINTERRUPTIBLE 2
#define TASK_KILLABLE 0x102
#define TASK_IDLE 0x402
#define TASK_NORMAL 3
#define MAX_SCHEDULE_TIMEOUT ((long)(~0UL >> 1))
#define PF_MEMALLOC 0x800
#define PF_KTHREAD 0x200000

#define set_current_state(state) WRITE_ONCE(current->__state, (state))
#define __set_current_state(state) WRITE_ONCE(current->__state, (state))

#define cpu_relax() ((void)0)
#define get_task_struct(t) (t)
#define put_task_struct(t) ((void)(t))
#define TASK_COMM_LEN 16
void schedule(void);
long schedule_timeout(long timeout);
long schedule_timeout_uninterruptible(long timeout);
long schedule_timeout_interruptible(long timeout);
#define io_schedule_timeout(t) schedule_timeout(t)
#define io_schedule() schedule()
int wake_up_process(struct task_struct *tsk);
#define signal_pending(p) ((void)(p), 0)
#define fatal_signal_pending(p) ((void)(p), 0)
void yield(void);
#define cond_resched_lock(lock) 0
#define need_resched() 0

#endif
