/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef LAMP_H
#define LAMP_H
#include <linux/spinlock.h>
#include <linux/types.h>

struct lamp {
	spinlock_t lock;
	int on;
	void *log;
};

struct lamp_ops {
	void (*changed)(struct lamp *l);
};

void lamp_set(struct lamp *l, int on, gfp_t flags);
void lamp_wait(struct lamp *l, bool sleep);
void lamp_drop(struct lamp *l);
void lamp_grab(struct lamp *l);
void lamp_tell(const struct lamp_ops *ops, struct lamp *l);
#endif
