// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A timer that is set up where it is defined.
#include <linux/mutex.h>
#include <linux/timer.h>

static DEFINE_MUTEX(stats_mutex);
static void tick_bad(struct timer_list *t);
static DEFINE_TIMER(stats_timer, tick_bad);

static void tick_bad(struct timer_list *t)
{
	mutex_lock(&stats_mutex); /* bug: gfp-sleep-in-atomic */
	mutex_unlock(&stats_mutex);
	mod_timer(&stats_timer, jiffies + HZ);
}

void timer_static_start_ok(void)
{
	mutex_lock(&stats_mutex);
	mod_timer(&stats_timer, jiffies + HZ);
	mutex_unlock(&stats_mutex);
}
