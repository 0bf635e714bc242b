// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Work that runs in tasks.
#include "Internal.h"

#include <linux/jiffies.h>
#include <linux/workqueue.h>

/* Work that a queue has not finished is counted, so that the queue can be flushed. */
struct workqueue_struct {
	unsigned int unfinished;
	int is_bh;
};

static struct workqueue_struct system_queue, system_bh_queue = { .is_bh = 1 };
struct workqueue_struct *system_wq = &system_queue;
struct workqueue_struct *system_bh_wq = &system_bh_queue;

static void work_runs(void *argument)
{
	struct work_struct *work = argument;
	struct workqueue_struct *wq = work->wq;

	/* It may free itself. */
	work->func(work);
	__atomic_fetch_sub(&wq->unfinished, 1, __ATOMIC_SEQ_CST);
}

static bool queue_at(struct workqueue_struct *wq, struct work_struct *work, unsigned long long due)
{
	if (kalloc_pending(work))
		return false;
	work->wq = wq;
	__atomic_fetch_add(&wq->unfinished, 1, __ATOMIC_SEQ_CST);
	kalloc_post(wq->is_bh ? KALLOC_IN_SOFTIRQ : KALLOC_IN_TASK, work, due, work_runs, work, "work");
	return true;
}

bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work)
{
	return queue_at(wq, work, kalloc_now_ns());
}

bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *work,
			   unsigned long delay)
{
	return queue_at(wq, &work->work, kalloc_now_ns() + delay * NSEC_PER_JIFFY);
}

bool cancel_work(struct work_struct *work)
{
	if (!kalloc_cancel(work))
		return false;
	__atomic_fetch_sub(&work->wq->unfinished, 1, __ATOMIC_SEQ_CST);
	return true;
}

bool mod_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork, unsigned long delay)
{
	bool was = cancel_work(&dwork->work);

	queue_delayed_work_on(0, wq, dwork, delay);
	return was;
}

static bool wait_for_work(struct work_struct *work, const char *api)
{
	bool waited = false;

	while (kalloc_pending(work) || kalloc_running(work)) {
		waited = true;
		kalloc_wait(api);
	}
	return waited;
}

static bool cancel_and_wait(struct work_struct *work, const char *api, const void *caller)
{
	bool was;

	kalloc_might_sleep(api, caller);
	was = cancel_work(work);
	/* It may have queued itself again on its way. */
	while (kalloc_running(work)) {
		kalloc_wait(api);
		cancel_work(work);
	}
	return was;
}

bool flush_work(struct work_struct *work)
{
	kalloc_might_sleep("flush_work", CALLER);
	return wait_for_work(work, "flush_work");
}

bool flush_delayed_work(struct delayed_work *dwork)
{
	kalloc_might_sleep("flush_delayed_work", CALLER);
	if (cancel_work(&dwork->work))
		queue_at(dwork->work.wq, &dwork->work, kalloc_now_ns());
	return wait_for_work(&dwork->work, "flush_delayed_work");
}

bool cancel_work_sync(struct work_struct *work)
{
	return cancel_and_wait(work, "cancel_work_sync", CALLER);
}

bool cancel_delayed_work(struct delayed_work *dwork)
{
	return cancel_work(&dwork->work);
}

bool cancel_delayed_work_sync(struct delayed_work *dwork)
{
	return cancel_and_wait(&dwork->work, "cancel_delayed_work_sync", CALLER);
}

bool kalloc_work_pending(const struct work_struct *work)
{
	return kalloc_pending(work);
}

unsigned int work_busy(struct work_struct *work)
{
	return (kalloc_pending(work) ? 1 : 0) | (kalloc_running(work) ? 2 : 0);
}

void __flush_workqueue(struct workqueue_struct *wq)
{
	kalloc_might_sleep("flush_workqueue", CALLER);
	while (__atomic_load_n(&wq->unfinished, __ATOMIC_SEQ_CST))
		kalloc_wait("flush_workqueue");
}

struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags, int max_active, ...)
{
	API_SCOPE("alloc_workqueue");
	struct workqueue_struct *wq = kzalloc(sizeof(*wq), GFP_KERNEL);

	if (wq)
		wq->is_bh = flags & WQ_BH;
	return wq;
}

void destroy_workqueue(struct workqueue_struct *wq)
{
	API_SCOPE("destroy_workqueue");
	kalloc_might_sleep("destroy_workqueue", CALLER);
	while (__atomic_load_n(&wq->unfinished, __ATOMIC_SEQ_CST))
		kalloc_wait("destroy_workqueue");
	kfree(wq);
}
