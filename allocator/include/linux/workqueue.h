/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_WORKQUEUE_H
#define _KALLOC_LINUX_WORKQUEUE_H

#include <linux/container_of.h>
#include <linux/timer.h>
#include <linux/types.h>

struct work_struct;
struct workqueue_struct;
typedef void (*work_func_t)(struct work_struct *work);

struct work_struct {
	/* Of its queue, for flushing. */
	struct workqueue_struct *wq;
	unsigned long data;
	struct list_head entry;
	work_func_t func;
};

struct delayed_work;

struct delayed_work {
	struct work_struct work;
	struct timer_list timer;
	struct workqueue_struct *wq;
};

extern struct workqueue_struct *system_wq;
#define system_long_wq system_wq
#define system_unbound_wq system_wq
#define system_highpri_wq system_wq
#define system_power_efficient_wq system_wq
extern struct workqueue_struct *system_bh_wq;

#define WQ_UNBOUND 2
#define WQ_FREEZABLE 4
#define WQ_HIGHPRI 16
#define WQ_BH 1
#define WQ_MEM_RECLAIM 8

#define INIT_WORK(_work, _func)                                                \
	do {                                                                   \
		(_work)->data = 0;                                             \
		(_work)->entry.next = &(_work)->entry;                         \
		(_work)->entry.prev = &(_work)->entry;                         \
		(_work)->func = (_func);                                       \
	} while (0)
#define INIT_DELAYED_WORK(_work, _func)                                        \
	do {                                                                   \
		INIT_WORK(&(_work)->work, (_func));                            \
	} while (0)
#define DECLARE_WORK(n, f) struct work_struct n = { .func = (f) }
#define to_delayed_work(w) container_of(w, struct delayed_work, work)

bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work);
bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *work,
			   unsigned long delay);
bool flush_work(struct work_struct *work);
bool cancel_work_sync(struct work_struct *work);
bool cancel_delayed_work(struct delayed_work *dwork);
bool cancel_delayed_work_sync(struct delayed_work *dwork);
void __flush_workqueue(struct workqueue_struct *wq);
#define flush_workqueue(wq) __flush_workqueue(wq)
struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags, int max_active, ...)
	__printf(1, 4);
void destroy_workqueue(struct workqueue_struct *wq);

static inline bool queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	return queue_work_on(64, wq, work);
}

static inline bool schedule_work(struct work_struct *work)
{
	return queue_work(system_wq, work);
}

bool mod_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork, unsigned long delay);
bool flush_delayed_work(struct delayed_work *dwork);
bool cancel_work(struct work_struct *work);
unsigned int work_busy(struct work_struct *work);
bool kalloc_work_pending(const struct work_struct *work);
#define work_pending(work) kalloc_work_pending(work)
#define delayed_work_pending(dwork) kalloc_work_pending(&(dwork)->work)
#define queue_delayed_work(wq, dwork, delay) queue_delayed_work_on(64, wq, dwork, delay)
#define create_singlethread_workqueue(name) alloc_workqueue("%s", WQ_UNBOUND, 1, name)
#define create_workqueue(name) alloc_workqueue("%s", 0, 1, name)
#define alloc_ordered_workqueue(fmt, flags, ...) alloc_workqueue(fmt, WQ_UNBOUND | (flags), 1, ##__VA_ARGS__)
#define flush_scheduled_work() flush_workqueue(system_wq)
#define DECLARE_DELAYED_WORK(n, f) struct delayed_work n = { .work = { .func = (f) } }

static inline bool schedule_delayed_work(struct delayed_work *dwork, unsigned long delay)
{
	return queue_delayed_work_on(64, system_wq, dwork, delay);
}

#endif
