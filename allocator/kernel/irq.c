// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Interrupts, and what they put off: tasklets, irq_work, calls on other processors, RCU callbacks.
#include "Internal.h"

#include <linux/device.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/rcupdate.h>
#include <linux/smp.h>
#include <linux/srcu.h>

struct irq_action {
	struct irq_action *next;
	unsigned int irq;
	irq_handler_t handler;
	irq_handler_t thread_fn;
	void *dev_id;
	int disabled;
	/* Its address is the key of the thread. */
	char thread_key;
};

static struct irq_action *actions;

static void irq_thread(void *argument)
{
	struct irq_action *a = argument;

	a->thread_fn(a->irq, a->dev_id);
}

static void irq_fires(void *argument)
{
	struct irq_action *a = argument;
	irqreturn_t ret = a->handler ? a->handler(a->irq, a->dev_id) : IRQ_WAKE_THREAD;

	if (ret == IRQ_WAKE_THREAD && a->thread_fn)
		kalloc_post(KALLOC_IN_TASK, &a->thread_key, kalloc_now_ns(), irq_thread, a, "irq thread");
}

static void raise(struct irq_action *a)
{
	if (!a->disabled)
		kalloc_post(KALLOC_IN_HARDIRQ, a, kalloc_now_ns(), irq_fires, a, "irq handler");
}

void kalloc_raise_irq(unsigned int irq)
{
	for (struct irq_action *a = actions; a; a = a->next)
		if (a->irq == irq)
			raise(a);
}

int request_threaded_irq(unsigned int irq, irq_handler_t handler, irq_handler_t thread_fn,
			 unsigned long flags, const char *name, void *dev)
{
	API_SCOPE("request_threaded_irq");
	struct irq_action *a = kzalloc(sizeof(*a), GFP_KERNEL);

	if (!a)
		return -ENOMEM;
	a->irq = irq;
	a->handler = handler;
	a->thread_fn = thread_fn;
	a->dev_id = dev;
	a->next = actions;
	actions = a;
	/* A device may raise its line from now on; here it does, once. */
	raise(a);
	return 0;
}

static void action_free(struct irq_action *a)
{
	kalloc_cancel(a);
	kalloc_cancel(&a->thread_key);
	while (kalloc_running(&a->thread_key) || kalloc_running(a))
		kalloc_wait("free_irq");
	kfree(a);
}

const void *free_irq(unsigned int irq, void *dev_id)
{
	API_SCOPE("free_irq");
	kalloc_might_sleep("free_irq", CALLER);
	for (struct irq_action **p = &actions; *p; p = &(*p)->next) {
		struct irq_action *a = *p;

		if (a->irq != irq || a->dev_id != dev_id)
			continue;
		*p = a->next;
		action_free(a);
		return dev_id;
	}
	return NULL;
}

static void devm_irq_release(void *data)
{
	for (struct irq_action **p = &actions; *p; p = &(*p)->next) {
		if (*p != data)
			continue;
		*p = (*p)->next;
		action_free(data);
		return;
	}
}

int devm_request_threaded_irq(struct device *dev, unsigned int irq, irq_handler_t handler,
			      irq_handler_t thread_fn, unsigned long irqflags, const char *devname,
			      void *dev_id)
{
	API_SCOPE("devm_request_threaded_irq");
	int ret = request_threaded_irq(irq, handler, thread_fn, irqflags, devname, dev_id);

	if (ret)
		return ret;
	ret = kalloc_devres_add(dev, devm_irq_release, actions);
	if (ret)
		free_irq(irq, dev_id);
	return ret;
}

static void set_disabled(unsigned int irq, int disabled)
{
	for (struct irq_action *a = actions; a; a = a->next)
		if (a->irq == irq)
			a->disabled = disabled;
}

void synchronize_irq(unsigned int irq)
{
	kalloc_might_sleep("synchronize_irq", CALLER);
}

void disable_irq(unsigned int irq)
{
	kalloc_might_sleep("disable_irq", CALLER);
	set_disabled(irq, 1);
}

void disable_irq_nosync(unsigned int irq)
{
	set_disabled(irq, 1);
}

void enable_irq(unsigned int irq)
{
	set_disabled(irq, 0);
}

/* Tasklets. */
void tasklet_setup(struct tasklet_struct *t, void (*callback)(struct tasklet_struct *))
{
	*t = (struct tasklet_struct){ .use_callback = true, .callback = callback };
}

void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long), unsigned long data)
{
	*t = (struct tasklet_struct){ .func = func, .data = data };
}

static void tasklet_runs(void *argument)
{
	struct tasklet_struct *t = argument;

	if (atomic_read(&t->count)) {
		/* Disabled: it stays scheduled. */
		return;
	}
	clear_bit(0, &t->state);
	if (t->use_callback)
		t->callback(t);
	else
		t->func(t->data);
}

void __tasklet_schedule(struct tasklet_struct *t)
{
	kalloc_post(KALLOC_IN_SOFTIRQ, t, kalloc_now_ns(), tasklet_runs, t, "tasklet");
}

void tasklet_disable(struct tasklet_struct *t)
{
	atomic_inc(&t->count);
}

void tasklet_enable(struct tasklet_struct *t)
{
	atomic_dec(&t->count);
	if (!atomic_read(&t->count) && test_bit(0, &t->state))
		__tasklet_schedule(t);
}

void tasklet_kill(struct tasklet_struct *t)
{
	kalloc_might_sleep("tasklet_kill", CALLER);
	while (kalloc_pending(t) || kalloc_running(t))
		kalloc_wait("tasklet_kill");
	clear_bit(0, &t->state);
}

static void irq_work_runs(void *argument)
{
	struct irq_work *work = argument;

	work->func(work);
}

bool irq_work_queue(struct irq_work *work)
{
	if (kalloc_pending(work))
		return false;
	kalloc_post(KALLOC_IN_HARDIRQ, work, kalloc_now_ns(), irq_work_runs, work, "irq_work");
	return true;
}

void irq_work_sync(struct irq_work *work)
{
	kalloc_might_sleep("irq_work_sync", CALLER);
	while (kalloc_pending(work) || kalloc_running(work))
		kalloc_wait("irq_work_sync");
}

/* The other processor is this one. */
int smp_call_function_single(int cpuid, smp_call_func_t func, void *info, int wait)
{
	kalloc_run_in(KALLOC_IN_HARDIRQ, func, info, "smp_call_function_single");
	return 0;
}

void smp_call_function(smp_call_func_t func, void *info, int wait)
{
	kalloc_run_in(KALLOC_IN_HARDIRQ, func, info, "smp_call_function");
}

void on_each_cpu(smp_call_func_t func, void *info, int wait)
{
	kalloc_run_in(KALLOC_IN_HARDIRQ, func, info, "on_each_cpu");
}

/* RCU callbacks run in softirq context after a grace period: some time later, when no reader that began
 * before is left. On one processor with tasks that give way only where they may sleep, time is enough. */
#define GRACE_NS (2 * NSEC_PER_MSEC)

static unsigned int callbacks_waiting;

static void callback_runs(void *argument)
{
	struct rcu_head *head = argument;

	__atomic_fetch_sub(&callbacks_waiting, 1, __ATOMIC_SEQ_CST);
	head->func(head);
}

static void memory_goes(void *argument)
{
	__atomic_fetch_sub(&callbacks_waiting, 1, __ATOMIC_SEQ_CST);
	kvfree(argument);
}

void call_rcu(struct rcu_head *head, rcu_callback_t func)
{
	head->func = func;
	__atomic_fetch_add(&callbacks_waiting, 1, __ATOMIC_SEQ_CST);
	kalloc_post(KALLOC_IN_SOFTIRQ, head, kalloc_now_ns() + GRACE_NS, callback_runs, head, "rcu callback");
}

void kvfree_call_rcu(struct rcu_head *head, void *ptr)
{
	__atomic_fetch_add(&callbacks_waiting, 1, __ATOMIC_SEQ_CST);
	kalloc_post(KALLOC_IN_SOFTIRQ, head, kalloc_now_ns() + GRACE_NS, memory_goes, ptr, "kfree_rcu");
}

void synchronize_rcu(void)
{
	kalloc_might_sleep("synchronize_rcu", CALLER);
	kalloc_sleep_ns(GRACE_NS);
}

void synchronize_srcu(struct srcu_struct *ssp)
{
	kalloc_might_sleep("synchronize_srcu", CALLER);
	kalloc_sleep_ns(GRACE_NS);
}

void rcu_barrier(void)
{
	kalloc_might_sleep("rcu_barrier", CALLER);
	while (__atomic_load_n(&callbacks_waiting, __ATOMIC_SEQ_CST))
		kalloc_wait("rcu_barrier");
}
