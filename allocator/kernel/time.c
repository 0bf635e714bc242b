// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The clock, timers and delays.
#include "Internal.h"

#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/timer.h>

unsigned long kalloc_jiffies(void)
{
	return kalloc_now_ns() / NSEC_PER_JIFFY;
}

unsigned long msecs_to_jiffies(const unsigned int m)
{
	return DIV_ROUND_UP((unsigned long)m * HZ, 1000);
}

unsigned long usecs_to_jiffies(const unsigned int u)
{
	return DIV_ROUND_UP((unsigned long)u * HZ, 1000000);
}

unsigned int jiffies_to_msecs(const unsigned long j)
{
	return j * 1000 / HZ;
}

static void timer_fires(void *argument)
{
	struct timer_list *timer = argument;

	timer->function(timer);
}

void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *), unsigned int flags,
		    const char *name, struct lock_class_key *key)
{
	timer->entry.pprev = NULL;
	timer->function = func;
	timer->flags = flags;
}

static void timer_start(struct timer_list *timer, unsigned long expires)
{
	timer->expires = expires;
	/* After timer_shutdown() nothing starts it again. */
	if (timer->function)
		kalloc_post(KALLOC_IN_SOFTIRQ, timer, (unsigned long long)expires * NSEC_PER_JIFFY, timer_fires,
			    timer, "timer");
}

int mod_timer(struct timer_list *timer, unsigned long expires)
{
	int was = kalloc_pending(timer);

	timer_start(timer, expires);
	return was;
}

int timer_reduce(struct timer_list *timer, unsigned long expires)
{
	if (kalloc_pending(timer) && time_before_eq(timer->expires, expires))
		return 1;
	return mod_timer(timer, expires);
}

void add_timer(struct timer_list *timer)
{
	timer_start(timer, timer->expires);
}

int timer_pending(const struct timer_list *timer)
{
	return kalloc_pending(timer);
}

int timer_delete(struct timer_list *timer)
{
	return kalloc_cancel(timer);
}

int del_timer(struct timer_list *timer)
{
	return kalloc_cancel(timer);
}

int timer_delete_sync(struct timer_list *timer)
{
	int was = kalloc_cancel(timer);

	while (kalloc_is_threaded() && kalloc_running(timer))
		kalloc_wait("timer_delete_sync");
	if (kalloc_running(timer))
		kalloc_end_path("deadlock: a timer waits for its own end");
	return was;
}

int timer_shutdown(struct timer_list *timer)
{
	timer->function = NULL;
	return kalloc_cancel(timer);
}

int timer_shutdown_sync(struct timer_list *timer)
{
	int was = timer_delete_sync(timer);

	timer->function = NULL;
	return was;
}

static void hrtimer_fires(void *argument)
{
	struct hrtimer *timer = argument;

	if (timer->function(timer) == HRTIMER_RESTART)
		hrtimer_start_range_ns(timer, timer->expires, 0, HRTIMER_MODE_ABS);
}

void hrtimer_init(struct hrtimer *timer, int which_clock, enum hrtimer_mode mode)
{
	timer->expires = 0;
	timer->function = NULL;
	timer->soft = (mode & 4) != 0;
}

void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t tim, u64 range_ns, const enum hrtimer_mode mode)
{
	timer->expires = mode & HRTIMER_MODE_REL ? (ktime_t)kalloc_now_ns() + tim : tim;
	kalloc_post(timer->soft ? KALLOC_IN_SOFTIRQ : KALLOC_IN_HARDIRQ, timer, timer->expires, hrtimer_fires,
		    timer, "hrtimer");
}

int hrtimer_try_to_cancel(struct hrtimer *timer)
{
	return kalloc_running(timer) ? -1 : kalloc_cancel(timer);
}

int hrtimer_cancel(struct hrtimer *timer)
{
	while (kalloc_is_threaded() && kalloc_running(timer))
		kalloc_wait("hrtimer_cancel");
	return kalloc_cancel(timer);
}

bool hrtimer_active(const struct hrtimer *timer)
{
	return kalloc_pending(timer) || kalloc_running(timer);
}

u64 hrtimer_forward_now(struct hrtimer *timer, ktime_t interval)
{
	u64 overruns = 0;

	while (interval > 0 && timer->expires <= (ktime_t)kalloc_now_ns()) {
		timer->expires += interval;
		overruns++;
	}
	return overruns;
}

/* Delays: those that spin are allowed everywhere. */
void __udelay(unsigned long usecs)
{
	(void)usecs;
}

static void sleep_usecs(const char *api, unsigned long long usecs, const void *caller)
{
	kalloc_might_sleep(api, caller);
	kalloc_sleep_ns(usecs * 1000);
}

void msleep(unsigned int msecs)
{
	sleep_usecs("msleep", msecs * 1000ull, CALLER);
}

unsigned long msleep_interruptible(unsigned int msecs)
{
	sleep_usecs("msleep_interruptible", msecs * 1000ull, CALLER);
	return 0;
}

void ssleep(unsigned int seconds)
{
	sleep_usecs("ssleep", seconds * 1000000ull, CALLER);
}

void usleep_range(unsigned long min, unsigned long max)
{
	sleep_usecs("usleep_range", min, CALLER);
}

void usleep_range_state(unsigned long min, unsigned long max, unsigned int state)
{
	sleep_usecs("usleep_range_state", min, CALLER);
}

void fsleep(unsigned long usecs)
{
	if (usecs > 10)
		sleep_usecs("fsleep", usecs, CALLER);
}
