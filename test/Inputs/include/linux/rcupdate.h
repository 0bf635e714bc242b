/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_RCUPDATE_H
#define _MINI_LINUX_RCUPDATE_H

#include <linux/bottom_half.h>
#include <linux/cleanup.h>
#include <linux/preempt.h>
#include <linux/types.h>

void __rcu_read_lock(void);
void __rcu_read_unlock(void);

static __always_inline void rcu_read_lock(void)
{
	__rcu_read_lock();
}

static inline void rcu_read_unlock(void)
{
	__rcu_read_unlock();
}

static inline void rcu_read_lock_bh(void)
{
	local_bh_disable();
}

static inline void rcu_read_unlock_bh(void)
{
	local_bh_enable();
}

static inline void rcu_read_lock_sched(void)
{
	preempt_disable();
}

static inline void rcu_read_unlock_sched(void)
{
	preempt_enable();
}

int rcu_read_lock_held(void);

#define rcu_dereference(p)                                                     \
	({                                                                     \
		__typeof__(*p) *__local = (__typeof__(*p) *)READ_ONCE(p);      \
		((__typeof__(*p) __force *)(__local));                         \
	})
#define rcu_dereference_protected(p, c) ((void)(c), (p))
#define rcu_assign_pointer(p, v)                                               \
	do {                                                                   \
		barrier();                                                     \
		WRITE_ONCE(p, v);                                              \
	} while (0)
#define RCU_INIT_POINTER(p, v) WRITE_ONCE(p, v)

void call_rcu(struct rcu_head *head, rcu_callback_t func);
void synchronize_rcu(void);
void rcu_barrier(void);
void kvfree_call_rcu(struct rcu_head *head, void *ptr);
#define kfree_rcu(ptr, member)                                                 \
	do {                                                                   \
		__typeof__(ptr) ___p = (ptr);                                  \
		if (___p)                                                      \
			kvfree_call_rcu(&___p->member, ___p);                  \
	} while (0)

DEFINE_LOCK_GUARD_0(rcu, rcu_read_lock(), rcu_read_unlock())

#endif
