// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Locks and what is switched off with them. Holding is real: a lock that is held is waited for, or, where
// nobody could ever give it up, ends the path.
#include "Internal.h"

#include <linux/atomic.h>
#include <linux/bit_spinlock.h>
#include <linux/kernel.h>
#include <linux/local_lock.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/rwsem.h>
#include <linux/sched/mm.h>
#include <linux/semaphore.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>
#include <linux/srcu.h>
#include <linux/uaccess.h>

/* "&dev->lock" is called dev->lock; what a guard calls its lock is nobody's name. */
static const char *shown(const char *name)
{
	if (name && *name == '&')
		name++;
	if (name && name[0] == '_' && name[1] == 'T')
		return NULL;
	return name;
}

static int try_take(unsigned int *word)
{
	unsigned int free = 0;

	return __atomic_compare_exchange_n(word, &free, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

static void drop(unsigned int *word)
{
	__atomic_store_n(word, 0, __ATOMIC_RELEASE);
	kalloc_kick();
}

/* Who spins on one processor spins for ever. */
static void spin_until(int (*try)(void *), void *what)
{
	while (!try(what)) {
		if (!kalloc_is_threaded() && !kalloc_is_rt())
			kalloc_end_path("deadlock: a spinning lock is held already");
		kalloc_wait("spin_lock");
	}
}

static int spin_kind(int raw)
{
	return raw ? KALLOC_RAW_SPIN : KALLOC_SPIN;
}

static void irq_off(const char *api, const void *caller)
{
	if (!kalloc_inside(KALLOC_IRQ_OFF, NULL))
		kalloc_enter(KALLOC_IRQ_OFF, NULL, NULL, NULL, api, caller);
}

static void irq_on(const char *api, const void *caller)
{
	while (kalloc_inside(KALLOC_IRQ_OFF, NULL))
		kalloc_leave(KALLOC_IRQ_OFF, NULL, NULL, api, caller);
}

static unsigned long irq_push(const char *api, const void *caller)
{
	unsigned long was_off = kalloc_inside(KALLOC_IRQ_OFF, NULL);

	kalloc_enter(KALLOC_IRQ_OFF, NULL, NULL, NULL, api, caller);
	return was_off;
}

static void irq_pop(unsigned long flags, const char *api, const void *caller)
{
	if (!flags)
		irq_on(api, caller);
	else if (kalloc_inside(KALLOC_IRQ_OFF, NULL))
		kalloc_leave(KALLOC_IRQ_OFF, NULL, NULL, api, caller);
}

static void how_begin(int how, const char *api, const void *caller)
{
	if (how & KALLOC_LOCK_IRQ)
		irq_off(api, caller);
	if (how & KALLOC_LOCK_BH)
		kalloc_enter(KALLOC_BH_OFF, NULL, NULL, NULL, api, caller);
}

static void how_end(int how, const char *api, const void *caller)
{
	if (how & KALLOC_LOCK_BH)
		kalloc_leave(KALLOC_BH_OFF, NULL, NULL, api, caller);
	if (how & KALLOC_LOCK_IRQ)
		irq_on(api, caller);
}

/* On PREEMPT_RT these locks sleep themselves, and leave interrupts alone. */
static int sleeps_on_rt(int raw)
{
	return !raw && kalloc_is_rt();
}

static int try_spin(void *lock)
{
	return try_take(&((raw_spinlock_t *)lock)->held);
}

static void spin_take(raw_spinlock_t *lock, int raw, const char *name, const char *api, const void *caller)
{
	if (sleeps_on_rt(raw))
		kalloc_might_sleep(api, caller);
	spin_until(try_spin, lock);
	kalloc_enter(sleeps_on_rt(raw) ? KALLOC_MUTEX : spin_kind(raw), lock, shown(name),
		     lock->dep_map.lock_class, api, caller);
}

static void spin_give(raw_spinlock_t *lock, int raw, const char *name, const char *api, const void *caller)
{
	kalloc_leave(sleeps_on_rt(raw) ? KALLOC_MUTEX : spin_kind(raw), lock, shown(name), api, caller);
	drop(&lock->held);
}

void kalloc_spin_lock(raw_spinlock_t *lock, int raw, int how, const char *name, const char *api)
{
	if (!sleeps_on_rt(raw))
		how_begin(how, api, CALLER);
	spin_take(lock, raw, name, api, CALLER);
}

int kalloc_spin_trylock(raw_spinlock_t *lock, int raw, int how, const char *name, const char *api)
{
	if (!try_take(&lock->held))
		return 0;
	drop(&lock->held);
	kalloc_spin_lock(lock, raw, how, name, api);
	return 1;
}

void kalloc_spin_unlock(raw_spinlock_t *lock, int raw, int how, const char *name, const char *api)
{
	spin_give(lock, raw, name, api, CALLER);
	if (!sleeps_on_rt(raw))
		how_end(how, api, CALLER);
}

unsigned long kalloc_spin_lock_save(raw_spinlock_t *lock, int raw, const char *name, const char *api)
{
	unsigned long flags = sleeps_on_rt(raw) ? 0 : irq_push(api, CALLER);

	spin_take(lock, raw, name, api, CALLER);
	return flags;
}

int kalloc_spin_trylock_save(raw_spinlock_t *lock, int raw, unsigned long *flags, const char *name,
			     const char *api)
{
	if (!try_take(&lock->held))
		return 0;
	drop(&lock->held);
	*flags = sleeps_on_rt(raw) ? 0 : irq_push(api, CALLER);
	spin_take(lock, raw, name, api, CALLER);
	return 1;
}

void kalloc_spin_unlock_restore(raw_spinlock_t *lock, int raw, unsigned long flags, const char *name,
				const char *api)
{
	spin_give(lock, raw, name, api, CALLER);
	if (!sleeps_on_rt(raw))
		irq_pop(flags, api, CALLER);
}

/* Locks with readers: holders counts them, or is -1. */
static int try_holders(int *holders, int write)
{
	int now = __atomic_load_n(holders, __ATOMIC_RELAXED);

	if (write ? now != 0 : now < 0)
		return 0;
	return __atomic_compare_exchange_n(holders, &now, write ? -1 : now + 1, 0, __ATOMIC_ACQUIRE,
					   __ATOMIC_RELAXED);
}

static void drop_holders(int *holders, int write)
{
	if (write)
		__atomic_store_n(holders, 0, __ATOMIC_RELEASE);
	else
		__atomic_fetch_sub(holders, 1, __ATOMIC_RELEASE);
	kalloc_kick();
}

static int try_read(void *lock)
{
	return try_holders(&((rwlock_t *)lock)->holders, 0);
}

static int try_write(void *lock)
{
	return try_holders(&((rwlock_t *)lock)->holders, 1);
}

static void rw_take(rwlock_t *lock, int write, const char *name, const char *api, const void *caller)
{
	if (kalloc_is_rt())
		kalloc_might_sleep(api, caller);
	spin_until(write ? try_write : try_read, lock);
	kalloc_enter(kalloc_is_rt() ? KALLOC_MUTEX : write ? KALLOC_RWLOCK_WRITE : KALLOC_RWLOCK_READ, lock,
		     shown(name), lock->dep_map.lock_class, api, caller);
}

static void rw_give(rwlock_t *lock, int write, const char *name, const char *api, const void *caller)
{
	kalloc_leave(kalloc_is_rt() ? KALLOC_MUTEX : write ? KALLOC_RWLOCK_WRITE : KALLOC_RWLOCK_READ, lock,
		     shown(name), api, caller);
	drop_holders(&lock->holders, write);
}

void kalloc_rwlock(rwlock_t *lock, int write, int how, const char *name, const char *api)
{
	if (!kalloc_is_rt())
		how_begin(how, api, CALLER);
	rw_take(lock, write, name, api, CALLER);
}

int kalloc_rwlock_try(rwlock_t *lock, int write, int how, const char *name, const char *api)
{
	if (!try_holders(&lock->holders, write))
		return 0;
	drop_holders(&lock->holders, write);
	kalloc_rwlock(lock, write, how, name, api);
	return 1;
}

void kalloc_rwunlock(rwlock_t *lock, int write, int how, const char *name, const char *api)
{
	rw_give(lock, write, name, api, CALLER);
	if (!kalloc_is_rt())
		how_end(how, api, CALLER);
}

unsigned long kalloc_rwlock_save(rwlock_t *lock, int write, const char *name, const char *api)
{
	unsigned long flags = kalloc_is_rt() ? 0 : irq_push(api, CALLER);

	rw_take(lock, write, name, api, CALLER);
	return flags;
}

int kalloc_rwlock_try_save(rwlock_t *lock, int write, unsigned long *flags, const char *name, const char *api)
{
	if (!try_holders(&lock->holders, write))
		return 0;
	drop_holders(&lock->holders, write);
	*flags = kalloc_rwlock_save(lock, write, name, api);
	return 1;
}

void kalloc_rwunlock_restore(rwlock_t *lock, int write, unsigned long flags, const char *name, const char *api)
{
	rw_give(lock, write, name, api, CALLER);
	if (!kalloc_is_rt())
		irq_pop(flags, api, CALLER);
}

int kalloc_atomic_dec_and_lock(atomic_t *atomic, struct spinlock *lock, const char *name)
{
	if (atomic_add_unless(atomic, -1, 1))
		return 0;
	spin_take(&lock->rlock, 0, name, "atomic_dec_and_lock", CALLER);
	if (atomic_dec_and_test(atomic))
		return 1;
	spin_give(&lock->rlock, 0, name, "atomic_dec_and_lock", CALLER);
	return 0;
}

/* Preemption, bottom halves, interrupts, page faults. */
void kalloc_irq_disable(const char *api)
{
	irq_off(api, CALLER);
}

void kalloc_irq_enable(const char *api)
{
	irq_on(api, CALLER);
}

unsigned long kalloc_irq_save(const char *api)
{
	return irq_push(api, CALLER);
}

void kalloc_irq_restore(unsigned long flags, const char *api)
{
	irq_pop(flags, api, CALLER);
}

void kalloc_preempt_disable(const char *api)
{
	kalloc_enter(KALLOC_PREEMPT_OFF, NULL, NULL, NULL, api, CALLER);
}

void kalloc_preempt_enable(const char *api)
{
	kalloc_leave(KALLOC_PREEMPT_OFF, NULL, NULL, api, CALLER);
}

void kalloc_bh_disable(const char *api)
{
	kalloc_enter(KALLOC_BH_OFF, NULL, NULL, NULL, api, CALLER);
}

void kalloc_bh_enable(const char *api)
{
	kalloc_leave(KALLOC_BH_OFF, NULL, NULL, api, CALLER);
}

void pagefault_disable(void)
{
	kalloc_enter(KALLOC_PAGEFAULT_OFF, NULL, NULL, NULL, "pagefault_disable", CALLER);
}

void pagefault_enable(void)
{
	kalloc_leave(KALLOC_PAGEFAULT_OFF, NULL, NULL, "pagefault_enable", CALLER);
}

int kalloc_pagefault_disabled(void)
{
	return kalloc_inside(KALLOC_PAGEFAULT_OFF, NULL);
}

void kalloc_non_block(int begin)
{
	if (begin)
		kalloc_enter(KALLOC_NON_BLOCK, NULL, NULL, NULL, "non_block_start", CALLER);
	else
		kalloc_leave(KALLOC_NON_BLOCK, NULL, NULL, "non_block_end", CALLER);
}

/* Locks that sleep. */
static void wait_until(int (*try)(void *), void *what, const char *api)
{
	while (!try(what))
		kalloc_wait(api);
}

static int try_mutex(void *lock)
{
	return try_take((unsigned int *)&((struct mutex *)lock)->held);
}

void kalloc_mutex_lock(struct mutex *lock, const char *name, const char *api)
{
	kalloc_might_sleep(api, CALLER);
	if (kalloc_inside(KALLOC_MUTEX, lock))
		kalloc_end_path("deadlock: a mutex is held by its waiter");
	wait_until(try_mutex, lock, api);
	kalloc_enter(KALLOC_MUTEX, lock, shown(name), lock->dep_map.lock_class, api, CALLER);
}

int kalloc_mutex_trylock(struct mutex *lock, const char *name)
{
	if (!try_mutex(lock))
		return 0;
	kalloc_enter(KALLOC_MUTEX, lock, shown(name), lock->dep_map.lock_class, "mutex_trylock", CALLER);
	return 1;
}

void kalloc_mutex_unlock(struct mutex *lock, const char *name)
{
	kalloc_leave(KALLOC_MUTEX, lock, shown(name), "mutex_unlock", CALLER);
	drop((unsigned int *)&lock->held);
}

static int try_rwsem_read(void *sem)
{
	return try_holders(&((struct rw_semaphore *)sem)->holders, 0);
}

static int try_rwsem_write(void *sem)
{
	return try_holders(&((struct rw_semaphore *)sem)->holders, 1);
}

static int rwsem_kind(int write)
{
	return write ? KALLOC_RWSEM_WRITE : KALLOC_RWSEM_READ;
}

void kalloc_down(struct rw_semaphore *sem, int write, const char *name, const char *api)
{
	kalloc_might_sleep(api, CALLER);
	wait_until(write ? try_rwsem_write : try_rwsem_read, sem, api);
	kalloc_enter(rwsem_kind(write), sem, shown(name), sem->dep_map.lock_class, api, CALLER);
}

int kalloc_down_try(struct rw_semaphore *sem, int write, const char *name, const char *api)
{
	if (!try_holders(&sem->holders, write))
		return 0;
	kalloc_enter(rwsem_kind(write), sem, shown(name), sem->dep_map.lock_class, api, CALLER);
	return 1;
}

void kalloc_up(struct rw_semaphore *sem, int write, const char *name, const char *api)
{
	kalloc_leave(rwsem_kind(write), sem, shown(name), api, CALLER);
	drop_holders(&sem->holders, write);
}

void kalloc_downgrade(struct rw_semaphore *sem, const char *name)
{
	kalloc_leave(KALLOC_RWSEM_WRITE, sem, shown(name), "downgrade_write", CALLER);
	__atomic_store_n(&sem->holders, 1, __ATOMIC_RELEASE);
	kalloc_kick();
	kalloc_enter(KALLOC_RWSEM_READ, sem, shown(name), sem->dep_map.lock_class, "downgrade_write", CALLER);
}

static int try_down(void *sem)
{
	int *count = &((struct semaphore *)sem)->count;
	int now = __atomic_load_n(count, __ATOMIC_RELAXED);

	return now > 0 &&
	       __atomic_compare_exchange_n(count, &now, now - 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

/* Another task may give a semaphore back: it is no section. */
static void semaphore_down(struct semaphore *sem, const char *api, const void *caller)
{
	kalloc_might_sleep(api, caller);
	wait_until(try_down, sem, api);
}

void down(struct semaphore *sem)
{
	semaphore_down(sem, "down", CALLER);
}

int down_interruptible(struct semaphore *sem)
{
	semaphore_down(sem, "down_interruptible", CALLER);
	return 0;
}

int down_killable(struct semaphore *sem)
{
	semaphore_down(sem, "down_killable", CALLER);
	return 0;
}

int down_timeout(struct semaphore *sem, long timeout)
{
	semaphore_down(sem, "down_timeout", CALLER);
	return 0;
}

int down_trylock(struct semaphore *sem)
{
	return !try_down(sem);
}

void up(struct semaphore *sem)
{
	__atomic_fetch_add(&sem->count, 1, __ATOMIC_RELEASE);
	kalloc_kick();
}

/* Local locks, bits, sequence counters. */
void kalloc_local_lock(const void *lock, int irq, const char *name, const char *api)
{
	if (irq)
		irq_off(api, CALLER);
	kalloc_enter(KALLOC_LOCAL_LOCK, lock, shown(name), NULL, api, CALLER);
}

void kalloc_local_unlock(const void *lock, int irq, const char *name, const char *api)
{
	kalloc_leave(KALLOC_LOCAL_LOCK, lock, shown(name), api, CALLER);
	if (irq)
		irq_on(api, CALLER);
}

int kalloc_bit_trylock(int bitnum, unsigned long *addr, const char *name)
{
	if (test_and_set_bit(bitnum, addr))
		return 0;
	kalloc_enter(KALLOC_BIT_SPIN, addr, shown(name), NULL, "bit_spin_trylock", CALLER);
	return 1;
}

void kalloc_bit_lock(int bitnum, unsigned long *addr, const char *name)
{
	while (test_and_set_bit(bitnum, addr)) {
		if (!kalloc_is_threaded())
			kalloc_end_path("deadlock: a spinning lock is held already");
		kalloc_wait("bit_spin_lock");
	}
	kalloc_enter(KALLOC_BIT_SPIN, addr, shown(name), NULL, "bit_spin_lock", CALLER);
}

void kalloc_bit_unlock(int bitnum, unsigned long *addr, const char *name)
{
	kalloc_leave(KALLOC_BIT_SPIN, addr, shown(name), "bit_spin_unlock", CALLER);
	clear_bit(bitnum, addr);
}

void kalloc_seq_begin(seqcount_t *s, const char *name, const char *api)
{
	kalloc_enter(KALLOC_SEQ_WRITE, s, shown(name), NULL, api, CALLER);
	s->sequence++;
}

void kalloc_seq_end(seqcount_t *s, const char *name, const char *api)
{
	s->sequence++;
	kalloc_leave(KALLOC_SEQ_WRITE, s, shown(name), api, CALLER);
}

/* RCU read sections. */
static const int rcu_sections[] = { KALLOC_RCU, KALLOC_RCU_BH, KALLOC_RCU_SCHED };

void kalloc_rcu_lock(int sort, const char *api)
{
	kalloc_enter(rcu_sections[sort], NULL, NULL, NULL, api, CALLER);
}

void kalloc_rcu_unlock(int sort, const char *api)
{
	kalloc_leave(rcu_sections[sort], NULL, NULL, api, CALLER);
}

int init_srcu_struct(struct srcu_struct *ssp)
{
	ssp->srcu_idx = 0;
	return 0;
}

void cleanup_srcu_struct(struct srcu_struct *ssp)
{
	(void)ssp;
}

int __srcu_read_lock(struct srcu_struct *ssp)
{
	kalloc_enter(KALLOC_SRCU, ssp, NULL, NULL, "srcu_read_lock", CALLER);
	return 0;
}

void __srcu_read_unlock(struct srcu_struct *ssp, int idx)
{
	kalloc_leave(KALLOC_SRCU, ssp, NULL, "srcu_read_unlock", CALLER);
}

/* Scopes of flags: what is restored is whether there was one before. */
static unsigned int scope_save(int section, const char *api, const void *caller)
{
	unsigned int was = kalloc_inside(section, NULL);

	kalloc_enter(section, NULL, NULL, NULL, api, caller);
	return was;
}

unsigned int memalloc_nofs_save(void)
{
	return scope_save(KALLOC_NOFS, "memalloc_nofs_save", CALLER);
}

void memalloc_nofs_restore(unsigned int flags)
{
	kalloc_leave(KALLOC_NOFS, NULL, NULL, "memalloc_nofs_restore", CALLER);
}

unsigned int memalloc_noio_save(void)
{
	return scope_save(KALLOC_NOIO, "memalloc_noio_save", CALLER);
}

void memalloc_noio_restore(unsigned int flags)
{
	kalloc_leave(KALLOC_NOIO, NULL, NULL, "memalloc_noio_restore", CALLER);
}

unsigned int memalloc_noreclaim_save(void)
{
	return scope_save(KALLOC_NORECLAIM, "memalloc_noreclaim_save", CALLER);
}

void memalloc_noreclaim_restore(unsigned int flags)
{
	kalloc_leave(KALLOC_NORECLAIM, NULL, NULL, "memalloc_noreclaim_restore", CALLER);
}

gfp_t current_gfp_context(gfp_t flags)
{
	if (kalloc_inside(KALLOC_NOIO, NULL))
		return flags & ~(__GFP_IO | __GFP_FS);
	if (kalloc_inside(KALLOC_NOFS, NULL))
		return flags & ~__GFP_FS;
	return flags;
}
