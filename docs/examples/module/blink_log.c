// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A module outside of the kernel's tree: it counts how often a lamp blinks and
// keeps the latest events. Its mistakes are found by the kernel's own make.
#include <linux/list.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

struct blink_event {
	struct list_head node;
	unsigned long when;
};

static LIST_HEAD(blink_events);
static DEFINE_SPINLOCK(blink_lock);
static struct timer_list blink_timer;
static unsigned int blink_count;

static void blink_note(unsigned long when)
{
	struct blink_event *event;

	spin_lock_bh(&blink_lock);
	event = kmalloc(sizeof(*event), GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (event) {
		event->when = when;
		list_add_tail(&event->node, &blink_events);
		blink_count++;
	}
	spin_unlock_bh(&blink_lock);
}

static void blink_forget(void)
{
	struct blink_event *event, *next;

	spin_lock_bh(&blink_lock);
	list_for_each_entry_safe(event, next, &blink_events, node) {
		list_del(&event->node);
		kfree(event);
	}
	spin_unlock_bh(&blink_lock);
}

static void blink_tick(struct timer_list *timer)
{
	mod_timer(timer, jiffies + HZ);
}

static int __init blink_init(void)
{
	struct blink_event *first = kzalloc(sizeof(*first), GFP_KERNEL);

	first->when = jiffies; /* bug: gfp-unchecked-alloc */
	list_add_tail(&first->node, &blink_events);
	blink_note(jiffies);
	timer_setup(&blink_timer, blink_tick, 0);
	mod_timer(&blink_timer, jiffies + HZ);
	return 0;
}

static void __exit blink_exit(void)
{
	del_timer_sync(&blink_timer);
	blink_forget();
}

module_init(blink_init);
module_exit(blink_exit);
MODULE_DESCRIPTION("An example with two mistakes");
MODULE_LICENSE("GPL");
