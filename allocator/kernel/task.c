// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tasks and what they wait for.
#include "Internal.h"

#include <linux/completion.h>
#include <linux/err.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/wait.h>

static struct task_struct first_task = { .comm = "init", .pid = 1 };

/* A kernel thread: what it runs, and what others may know of it. */
struct kthread {
	struct kthread *next;
	struct task_struct task;
	int (*fn)(void *data);
	void *data;
	int started;
};

static struct kthread *kthreads;

static struct kthread *kthread_of(struct task_struct *task)
{
	return (struct kthread *)((char *)task - offsetof(struct kthread, task));
}

struct task_struct *get_current(void)
{
	unsigned long long number = kalloc_current_task();

	for (struct kthread *k = kthreads; k; k = k->next)
		if (k->started && k->task.number == number)
			return &k->task;
	return &first_task;
}

static void kthread_main(void *argument)
{
	struct kthread *k = argument;

	k->task.result = k->task.should_stop ? -EINTR : k->fn(k->data);
}

struct task_struct *kthread_create_on_node(int (*threadfn)(void *data), void *data, int node,
					   const char namefmt[], ...)
{
	API_SCOPE("kthread_create_on_node");
	struct kthread *k = kzalloc(sizeof(*k), GFP_KERNEL);

	if (!k)
		return ERR_PTR(-ENOMEM);
	k->fn = threadfn;
	k->data = data;
	k->task.flags = PF_KTHREAD;
	k->next = kthreads;
	kthreads = k;
	return &k->task;
}

int wake_up_process(struct task_struct *task)
{
	struct kthread *k = kthread_of(task);

	if (task != &first_task && !k->started) {
		k->started = 1;
		k->task.number = kalloc_start_task("kthread", kthread_main, k);
	}
	kalloc_kick();
	return 1;
}

int kthread_stop(struct task_struct *task)
{
	API_SCOPE("kthread_stop");
	struct kthread *k = kthread_of(task);
	int result;

	kalloc_might_sleep("kthread_stop", CALLER);
	task->should_stop = 1;
	wake_up_process(task);
	while (!kalloc_task_ended(task->number))
		kalloc_wait("kthread_stop");
	result = task->result;
	for (struct kthread **p = &kthreads; *p; p = &(*p)->next) {
		if (*p == k) {
			*p = k->next;
			break;
		}
	}
	kfree(k);
	return result;
}

bool kthread_should_stop(void)
{
	return current->should_stop;
}

void schedule(void)
{
	kalloc_might_sleep("schedule", CALLER);
	if (current->__state == TASK_RUNNING)
		return;
	kalloc_wait("schedule");
	current->__state = TASK_RUNNING;
}

static long sleep_jiffies(const char *api, long timeout, const void *caller)
{
	kalloc_might_sleep(api, caller);
	if (timeout == MAX_SCHEDULE_TIMEOUT)
		kalloc_wait(api);
	else
		kalloc_sleep_ns(timeout * NSEC_PER_JIFFY);
	current->__state = TASK_RUNNING;
	return timeout == MAX_SCHEDULE_TIMEOUT ? timeout : 0;
}

long schedule_timeout(long timeout)
{
	return sleep_jiffies("schedule_timeout", timeout, CALLER);
}

long schedule_timeout_uninterruptible(long timeout)
{
	return sleep_jiffies("schedule_timeout_uninterruptible", timeout, CALLER);
}

long schedule_timeout_interruptible(long timeout)
{
	return sleep_jiffies("schedule_timeout_interruptible", timeout, CALLER);
}

void yield(void)
{
	kalloc_might_sleep("yield", CALLER);
	kalloc_sleep_ns(0);
}

void kalloc_cond_resched(void)
{
	kalloc_might_sleep("cond_resched", CALLER);
}

/* Waiting: conditions are asked again whenever something else has run. */
unsigned long long kalloc_wait_begin(const char *api, long timeout)
{
	kalloc_might_sleep(api, CALLER);
	return timeout ? kalloc_now_ns() + timeout * NSEC_PER_JIFFY : 0;
}

int kalloc_wait_once(const char *api, unsigned long long deadline)
{
	if (!deadline) {
		kalloc_wait(api);
		return 1;
	}
	if (kalloc_now_ns() >= deadline)
		return 0;
	kalloc_sleep_ns(NSEC_PER_JIFFY);
	return 1;
}

long kalloc_wait_left(unsigned long long deadline)
{
	unsigned long long now = kalloc_now_ns();

	return deadline > now ? (deadline - now) / NSEC_PER_JIFFY : 0;
}

void init_waitqueue_head(struct wait_queue_head *wq_head)
{
	spin_lock_init(&wq_head->lock);
	INIT_LIST_HEAD(&wq_head->head);
}

void __wake_up(struct wait_queue_head *wq_head, unsigned int mode, int nr, void *key)
{
	kalloc_kick();
}

int waitqueue_active(struct wait_queue_head *wq_head)
{
	return wq_head->head.next && !list_empty(&wq_head->head);
}

void prepare_to_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *entry, int state)
{
	if (!wq_head->head.next)
		INIT_LIST_HEAD(&wq_head->head);
	if (!entry->entry.next || list_empty(&entry->entry))
		list_add(&entry->entry, &wq_head->head);
	set_current_state(state);
}

void finish_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *entry)
{
	__set_current_state(TASK_RUNNING);
	if (entry->entry.next && !list_empty(&entry->entry))
		list_del_init(&entry->entry);
}

/* Completions: done counts, or is all of them. */
#define DONE_ALL (~0u)

static bool take_completion(struct completion *x)
{
	if (!x->done)
		return false;
	if (x->done != DONE_ALL)
		x->done--;
	return true;
}

static long complete_wait(struct completion *x, const char *api, long timeout, const void *caller)
{
	unsigned long long deadline = timeout ? kalloc_now_ns() + timeout * NSEC_PER_JIFFY : 0;
	long left;

	kalloc_might_sleep(api, caller);
	while (!take_completion(x))
		if (!kalloc_wait_once(api, deadline))
			return 0;
	left = kalloc_wait_left(deadline);
	return left ? left : 1;
}

void wait_for_completion(struct completion *x)
{
	complete_wait(x, "wait_for_completion", 0, CALLER);
}

unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout)
{
	return complete_wait(x, "wait_for_completion_timeout", timeout, CALLER);
}

int wait_for_completion_interruptible(struct completion *x)
{
	complete_wait(x, "wait_for_completion_interruptible", 0, CALLER);
	return 0;
}

long wait_for_completion_interruptible_timeout(struct completion *x, unsigned long timeout)
{
	return complete_wait(x, "wait_for_completion_interruptible_timeout", timeout, CALLER);
}

bool try_wait_for_completion(struct completion *x)
{
	return take_completion(x);
}

bool completion_done(struct completion *x)
{
	return x->done != 0;
}

void complete(struct completion *x)
{
	if (x->done != DONE_ALL)
		x->done++;
	kalloc_kick();
}

void complete_all(struct completion *x)
{
	x->done = DONE_ALL;
	kalloc_kick();
}
