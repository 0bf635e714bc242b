/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_HRTIMER_H
#define _KALLOC_LINUX_HRTIMER_H

#include <linux/container_of.h>
#include <linux/types.h>

#define CLOCK_MONOTONIC 1

enum hrtimer_restart {
	HRTIMER_NORESTART,
	HRTIMER_RESTART,
};

enum hrtimer_mode {
	HRTIMER_MODE_ABS = 0,
	HRTIMER_MODE_REL = 1,
};

struct hrtimer {
	ktime_t expires;
	enum hrtimer_restart (*function)(struct hrtimer *);
	/* Those of a soft timer run in softirq context. */
	int soft;
};

void hrtimer_init(struct hrtimer *timer, int which_clock, enum hrtimer_mode mode);
void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t tim, u64 range_ns,
			    const enum hrtimer_mode mode);
static inline void hrtimer_start(struct hrtimer *timer, ktime_t tim, const enum hrtimer_mode mode)
{
	hrtimer_start_range_ns(timer, tim, 0, mode);
}
#define CLOCK_REALTIME 0
#define HRTIMER_MODE_REL_SOFT ((enum hrtimer_mode)(HRTIMER_MODE_REL | 4))
#define HRTIMER_MODE_REL_PINNED HRTIMER_MODE_REL
int hrtimer_try_to_cancel(struct hrtimer *timer);
bool hrtimer_active(const struct hrtimer *timer);
int hrtimer_cancel(struct hrtimer *timer);
u64 hrtimer_forward_now(struct hrtimer *timer, ktime_t interval);
#define ms_to_ktime(ms) ((ktime_t)(ms) * 1000000)

#endif
