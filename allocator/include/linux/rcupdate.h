/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_RCUPDATE_H
#define _KALLOC_LINUX_RCUPDATE_H

#include <linux/bottom_half.h>
#include <linux/cleanup.h>
#include <linux/lockdep.h>
#include <linux/preempt.h>
#include <linux/types.h>

/* Which sort of section: as in kalloc/sim.h, from KALLOC_RCU on. */
void kalloc_rcu_lock(int sort, const char *api);
void kalloc_rcu_unlock(int sort, const char *api);
unsigned int kalloc_rcu_depth(void);

#define rcu_read_lock() kalloc_rcu_lock(0, "rcu_read_lock")
#define rcu_read_unlock() kalloc_rcu_unlock(0, "rcu_read_unlock")
#define rcu_read_lock_bh() kalloc_rcu_lock(1, "rcu_read_lock_bh")
#define rcu_read_unlock_bh() kalloc_rcu_unlock(1, "rcu_read_unlock_bh")
#define rcu_read_lock_sched() kalloc_rcu_lock(2, "rcu_read_lock_sched")
#define rcu_read_unlock_sched() kalloc_rcu_unlock(2, "rcu_read_unlock_sched")
#define rcu_read_lock_held() (kalloc_rcu_depth() != 0)
#define rcu_read_lock_any_held() 1
#define rcu_is_watching() 1
#define RCU_LOCKDEP_WARN(c, s) ((void)0)

#define rcu_access_pointer(p) ((__typeof__(*p) *)READ_ONCE(p))
#define rcu_dereference_raw(p) ((__typeof__(p))READ_ONCE(p))
#define rcu_dereference(p) ((__typeof__(*p) *)READ_ONCE(p))
#define rcu_dereference_bh(p) rcu_dereference(p)
#define rcu_dereference_sched(p) rcu_dereference(p)
#define rcu_dereference_check(p, c) rcu_dereference(p)
#define rcu_dereference_bh_check(p, c) rcu_dereference(p)
#define rcu_dereference_raw_check(p) rcu_dereference_raw(p)
#define rcu_dereference_protected(p, c) ((__typeof__(*p) *)(p))
#define rcu_pointer_handoff(p) (p)
#define rcu_assign_pointer(p, v)                                               \
	do {                                                                   \
		barrier();                                                     \
		WRITE_ONCE(p, v);                                              \
	} while (0)
#define RCU_INIT_POINTER(p, v) WRITE_ONCE(p, v)
#define RCU_INITIALIZER(v) (v)
#define rcu_replace_pointer(p, ptr, c)                                         \
	({                                                                     \
		__typeof__(ptr) __old = (p);                                   \
		rcu_assign_pointer(p, ptr);                                    \
		__old;                                                         \
	})
#define init_rcu_head(head) ((void)(head))
#define destroy_rcu_head(head) ((void)(head))
#define rcu_head_init(head) ((void)(head))

void call_rcu(struct rcu_head *head, rcu_callback_t func);
#define call_rcu_hurry(head, func) call_rcu(head, func)
void synchronize_rcu(void);
#define synchronize_rcu_expedited() synchronize_rcu()
#define synchronize_net() synchronize_rcu()
void rcu_barrier(void);
void kvfree_call_rcu(struct rcu_head *head, void *ptr);
#define kfree_rcu(ptr, member)                                                 \
	do {                                                                   \
		__typeof__(ptr) ___p = (ptr);                                  \
		if (___p)                                                      \
			kvfree_call_rcu(&___p->member, ___p);                  \
	} while (0)
#define kvfree_rcu(ptr, member) kfree_rcu(ptr, member)
#define cond_resched_tasks_rcu_qs() cond_resched()
#define cond_resched_rcu() ((void)0)

DEFINE_LOCK_GUARD_0(rcu, rcu_read_lock(), rcu_read_unlock())

#endif
