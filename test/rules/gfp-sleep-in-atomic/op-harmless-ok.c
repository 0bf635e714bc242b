// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// What looks heavy and does not sleep.
#include <linux/completion.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

void harmless_ok(spinlock_t *lock, struct timer_list *t, struct work_struct *w,
				 struct completion *c, wait_queue_head_t *wq, void *p)
{
	char text[32];

	spin_lock(lock);
	mod_timer(t, jiffies + HZ);
	del_timer(t);
	schedule_work(w);
	complete_all(c);
	wake_up_all(wq);
	kfree(p);
	snprintf(text, sizeof(text), "%p", p);
	pr_info("%s\n", text);
	spin_unlock(lock);
}
