// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// REQUIRES: kalloc-run
// RUN: not %kalloc-run --no-faults %s > %t; %FileCheck %s --implicit-check-not=gfp- < %t
// RUN: not %kalloc-run --no-faults --threads %s > %t; %FileCheck %s --implicit-check-not=gfp- < %t
//
// Timers, tasklets, handlers, work and RCU callbacks run, each in its context.
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

struct item {
	struct rcu_head rcu;
};

static struct timer_list timer;
static struct tasklet_struct tasklet;
static struct work_struct work;
static int ran;

static void on_timer(struct timer_list *t)
{
	ran++;
	kfree(kmalloc(8, GFP_KERNEL)); // CHECK-DAG: contexts.c:[[#@LINE]]: 'kmalloc' with GFP_KERNEL may sleep in softirq context [gfp-sleep-in-atomic]
}

static void on_tasklet(struct tasklet_struct *t)
{
	ran++;
	msleep(1); // CHECK-DAG: contexts.c:[[#@LINE]]: 'msleep' may sleep in softirq context [gfp-sleep-in-atomic]
}

static irqreturn_t on_irq(int irq, void *data)
{
	ran++;
	kfree(kmalloc(8, GFP_NOIO)); // CHECK-DAG: contexts.c:[[#@LINE]]: 'kmalloc' with GFP_NOIO may sleep in hard interrupt context [gfp-sleep-in-atomic]
	return IRQ_WAKE_THREAD;
}

static irqreturn_t on_thread(int irq, void *data)
{
	ran++;
	msleep(1);
	return IRQ_HANDLED;
}

static void on_work(struct work_struct *w)
{
	ran++;
	kfree(kmalloc(8, GFP_KERNEL));
}

static void on_rcu(struct rcu_head *head)
{
	ran++;
	kfree(container_of(head, struct item, rcu));
	might_sleep(); // CHECK-DAG: contexts.c:[[#@LINE]]: 'might_sleep' may sleep in softirq context [gfp-sleep-in-atomic]
}

int main(void)
{
	struct item *it = kmalloc(sizeof(*it), GFP_KERNEL);

	timer_setup(&timer, on_timer, 0);
	mod_timer(&timer, jiffies + HZ);
	tasklet_setup(&tasklet, on_tasklet);
	tasklet_schedule(&tasklet);
	INIT_WORK(&work, on_work);
	schedule_work(&work);
	call_rcu(&it->rcu, on_rcu);
	if (request_threaded_irq(5, on_irq, on_thread, 0, "test", &ran))
		return -1;
	while (READ_ONCE(ran) < 6)
		msleep(500);
	free_irq(5, &ran);
	BUG_ON(ran != 6);
	return 0;
}
// CHECK: 4 violations
