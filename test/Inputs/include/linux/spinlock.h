/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_SPINLOCK_H
#define _MINI_LINUX_SPINLOCK_H

#include <linux/bottom_half.h>
#include <linux/cleanup.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/spinlock_types.h>
#include <linux/types.h>

void _raw_spin_lock(raw_spinlock_t *lock);
void _raw_spin_lock_nested(raw_spinlock_t *lock, int subclass);
void _raw_spin_lock_bh(raw_spinlock_t *lock);
void _raw_spin_lock_irq(raw_spinlock_t *lock);
unsigned long _raw_spin_lock_irqsave(raw_spinlock_t *lock);
unsigned long _raw_spin_lock_irqsave_nested(raw_spinlock_t *lock, int subclass);
int _raw_spin_trylock(raw_spinlock_t *lock);
int _raw_spin_trylock_bh(raw_spinlock_t *lock);
void _raw_spin_unlock(raw_spinlock_t *lock);
void _raw_spin_unlock_bh(raw_spinlock_t *lock);
void _raw_spin_unlock_irq(raw_spinlock_t *lock);
void _raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags);

#define raw_spin_lock_init(l)                                                  \
	do {                                                                   \
		*(l) = __RAW_SPIN_LOCK_UNLOCKED(l);                            \
	} while (0)
#define raw_spin_lock(l) _raw_spin_lock(l)
#define raw_spin_lock_nested(l, subclass) _raw_spin_lock_nested(l, subclass)
#define raw_spin_lock_bh(l) _raw_spin_lock_bh(l)
#define raw_spin_lock_irq(l) _raw_spin_lock_irq(l)
#define raw_spin_lock_irqsave(l, flags)                                        \
	do {                                                                   \
		flags = _raw_spin_lock_irqsave(l);                             \
	} while (0)
#define raw_spin_lock_irqsave_nested(l, flags, subclass)                       \
	do {                                                                   \
		flags = _raw_spin_lock_irqsave_nested(l, subclass);            \
	} while (0)
#define raw_spin_trylock(l) _raw_spin_trylock(l)
#define raw_spin_trylock_irqsave(l, flags)                                     \
	({                                                                     \
		local_irq_save(flags);                                         \
		raw_spin_trylock(l) ? 1 : ({                                   \
			local_irq_restore(flags);                              \
			0;                                                     \
		});                                                            \
	})
#define raw_spin_unlock(l) _raw_spin_unlock(l)
#define raw_spin_unlock_bh(l) _raw_spin_unlock_bh(l)
#define raw_spin_unlock_irq(l) _raw_spin_unlock_irq(l)
#define raw_spin_unlock_irqrestore(l, flags)                                   \
	do {                                                                   \
		_raw_spin_unlock_irqrestore(l, flags);                         \
	} while (0)

static __always_inline raw_spinlock_t *spinlock_check(spinlock_t *lock)
{
	return &lock->rlock;
}

#define spin_lock_init(l)                                                      \
	do {                                                                   \
		*(l) = __SPIN_LOCK_UNLOCKED(l);                                \
	} while (0)

static __always_inline void spin_lock(spinlock_t *lock)
{
	raw_spin_lock(&lock->rlock);
}

static __always_inline void spin_lock_bh(spinlock_t *lock)
{
	raw_spin_lock_bh(&lock->rlock);
}

static __always_inline void spin_lock_irq(spinlock_t *lock)
{
	raw_spin_lock_irq(&lock->rlock);
}

#define spin_lock_nested(lock, subclass)                                       \
	do {                                                                   \
		raw_spin_lock_nested(spinlock_check(lock), subclass);          \
	} while (0)
#define spin_lock_irqsave(lock, flags)                                         \
	do {                                                                   \
		raw_spin_lock_irqsave(spinlock_check(lock), flags);            \
	} while (0)
#define spin_lock_irqsave_nested(lock, flags, subclass)                        \
	do {                                                                   \
		raw_spin_lock_irqsave_nested(spinlock_check(lock), flags,      \
					     subclass);                        \
	} while (0)

static __always_inline int spin_trylock(spinlock_t *lock)
{
	return raw_spin_trylock(&lock->rlock);
}

static __always_inline int spin_trylock_bh(spinlock_t *lock)
{
	return _raw_spin_trylock_bh(&lock->rlock);
}

static __always_inline int spin_trylock_irq(spinlock_t *lock)
{
	local_irq_disable();
	if (raw_spin_trylock(&lock->rlock))
		return 1;
	local_irq_enable();
	return 0;
}

#define spin_trylock_irqsave(lock, flags)                                      \
	({ raw_spin_trylock_irqsave(spinlock_check(lock), flags); })

static __always_inline void spin_unlock(spinlock_t *lock)
{
	raw_spin_unlock(&lock->rlock);
}

static __always_inline void spin_unlock_bh(spinlock_t *lock)
{
	raw_spin_unlock_bh(&lock->rlock);
}

static __always_inline void spin_unlock_irq(spinlock_t *lock)
{
	raw_spin_unlock_irq(&lock->rlock);
}

static __always_inline void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags)
{
	raw_spin_unlock_irqrestore(&lock->rlock, flags);
}

#define assert_spin_locked(lock) ((void)spinlock_check(lock))

void _raw_read_lock(rwlock_t *lock);
void _raw_read_lock_bh(rwlock_t *lock);
void _raw_read_lock_irq(rwlock_t *lock);
unsigned long _raw_read_lock_irqsave(rwlock_t *lock);
int _raw_read_trylock(rwlock_t *lock);
void _raw_read_unlock(rwlock_t *lock);
void _raw_read_unlock_bh(rwlock_t *lock);
void _raw_read_unlock_irq(rwlock_t *lock);
void _raw_read_unlock_irqrestore(rwlock_t *lock, unsigned long flags);
void _raw_write_lock(rwlock_t *lock);
void _raw_write_lock_bh(rwlock_t *lock);
void _raw_write_lock_irq(rwlock_t *lock);
unsigned long _raw_write_lock_irqsave(rwlock_t *lock);
int _raw_write_trylock(rwlock_t *lock);
void _raw_write_unlock(rwlock_t *lock);
void _raw_write_unlock_bh(rwlock_t *lock);
void _raw_write_unlock_irq(rwlock_t *lock);
void _raw_write_unlock_irqrestore(rwlock_t *lock, unsigned long flags);

#define rwlock_init(l)                                                         \
	do {                                                                   \
		(l)->cnts = 0;                                                 \
	} while (0)
#define read_lock(l) _raw_read_lock(l)
#define read_lock_bh(l) _raw_read_lock_bh(l)
#define read_lock_irq(l) _raw_read_lock_irq(l)
#define read_lock_irqsave(l, flags)                                            \
	do {                                                                   \
		flags = _raw_read_lock_irqsave(l);                             \
	} while (0)
#define read_trylock(l) _raw_read_trylock(l)
#define read_unlock(l) _raw_read_unlock(l)
#define read_unlock_bh(l) _raw_read_unlock_bh(l)
#define read_unlock_irq(l) _raw_read_unlock_irq(l)
#define read_unlock_irqrestore(l, flags) _raw_read_unlock_irqrestore(l, flags)
#define write_lock(l) _raw_write_lock(l)
#define write_lock_bh(l) _raw_write_lock_bh(l)
#define write_lock_irq(l) _raw_write_lock_irq(l)
#define write_lock_irqsave(l, flags)                                           \
	do {                                                                   \
		flags = _raw_write_lock_irqsave(l);                            \
	} while (0)
#define write_trylock(l) _raw_write_trylock(l)
#define write_unlock(l) _raw_write_unlock(l)
#define write_unlock_bh(l) _raw_write_unlock_bh(l)
#define write_unlock_irq(l) _raw_write_unlock_irq(l)
#define write_unlock_irqrestore(l, flags) _raw_write_unlock_irqrestore(l, flags)

DEFINE_LOCK_GUARD_1(raw_spinlock, raw_spinlock_t, raw_spin_lock(_T->lock),
		    raw_spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(raw_spinlock_irqsave, raw_spinlock_t,
		    raw_spin_lock_irqsave(_T->lock, _T->flags),
		    raw_spin_unlock_irqrestore(_T->lock, _T->flags),
		    unsigned long flags)
DEFINE_LOCK_GUARD_1(spinlock, spinlock_t, spin_lock(_T->lock), spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1_COND(spinlock, _try, spin_trylock(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_irq, spinlock_t, spin_lock_irq(_T->lock),
		    spin_unlock_irq(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_bh, spinlock_t, spin_lock_bh(_T->lock),
		    spin_unlock_bh(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_irqsave, spinlock_t,
		    spin_lock_irqsave(_T->lock, _T->flags),
		    spin_unlock_irqrestore(_T->lock, _T->flags), unsigned long flags)
DEFINE_LOCK_GUARD_1(read_lock, rwlock_t, read_lock(_T->lock), read_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(write_lock, rwlock_t, write_lock(_T->lock), write_unlock(_T->lock))

#endif
