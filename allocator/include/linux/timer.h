/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_TIMER_H
#define _KALLOC_LINUX_TIMER_H

#include <linux/container_of.h>
#include <linux/jiffies.h>
#include <linux/lockdep.h>
#include <linux/types.h>

struct timer_list {
	struct hlist_node entry;
	unsigned long expires;
	void (*function)(struct timer_list *t);
	u32 flags;
};

#define TIMER_DEFERRABLE 0x00080000

void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *),
		    unsigned int flags, const char *name, struct lock_class_key *key);
#define timer_setup(timer, callback, flags)                                    \
	do {                                                                   \
		static struct lock_class_key __key;                            \
		init_timer_key((timer), (callback), (flags), #timer, &__key);  \
	} while (0)
#define DEFINE_TIMER(_name, _function)                                         \
	struct timer_list _name = { .function = (_function) }
#define from_timer(var, callback_timer, timer_fieldname)                       \
	container_of(callback_timer, __typeof__(*var), timer_fieldname)

int mod_timer(struct timer_list *timer, unsigned long expires);
void add_timer(struct timer_list *timer);
int del_timer(struct timer_list *timer);
int timer_delete(struct timer_list *timer);
int timer_delete_sync(struct timer_list *timer);
int timer_shutdown_sync(struct timer_list *timer);

int timer_pending(const struct timer_list *timer);
int timer_reduce(struct timer_list *timer, unsigned long expires);
int timer_shutdown(struct timer_list *timer);
void kalloc_timer_start(struct timer_list *timer);
#define timer_container_of(var, callback_timer, timer_fieldname) from_timer(var, callback_timer, timer_fieldname)

static inline int del_timer_sync(struct timer_list *timer)
{
	return timer_delete_sync(timer);
}

#endif
