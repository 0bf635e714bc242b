/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_SPINLOCK_H
#define _KALLOC_LINUX_SPINLOCK_H

#include <linux/bottom_half.h>
#include <linux/cleanup.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/spinlock_types.h>
#include <linux/types.h>

/* What a lock does besides; kinds are those of kalloc/sim.h. */
#define KALLOC_LOCK_BH 1
#define KALLOC_LOCK_IRQ 2

void kalloc_spin_lock(raw_spinlock_t *lock, int raw, int how, const char *name, const char *api);
int kalloc_spin_trylock(raw_spinlock_t *lock, int raw, int how, const char *name, const char *api);
void kalloc_spin_unlock(raw_spinlock_t *lock, int raw, int how, const char *name, const char *api);
/* The state of interrupts before is the result. */
unsigned long kalloc_spin_lock_save(raw_spinlock_t *lock, int raw, const char *name, const char *api);
int kalloc_spin_trylock_save(raw_spinlock_t *lock, int raw, unsigned long *flags, const char *name,
			     const char *api);
void kalloc_spin_unlock_restore(raw_spinlock_t *lock, int raw, unsigned long flags, const char *name,
				const char *api);

#define __kalloc_lock_init(dep)                                                \
	do {                                                                   \
		static struct lock_class_key __key;                            \
		(dep)->lock_class = &__key;                                    \
	} while (0)

#define raw_spin_lock_init(l)                                                  \
	do {                                                                   \
		(l)->held = 0;                                                 \
		__kalloc_lock_init(&(l)->dep_map);                             \
	} while (0)
#define raw_spin_lock(l) kalloc_spin_lock(l, 1, 0, #l, "raw_spin_lock")
#define raw_spin_lock_nested(l, subclass) kalloc_spin_lock(l, 1, 0, #l, "raw_spin_lock_nested")
#define raw_spin_lock_bh(l) kalloc_spin_lock(l, 1, KALLOC_LOCK_BH, #l, "raw_spin_lock_bh")
#define raw_spin_lock_irq(l) kalloc_spin_lock(l, 1, KALLOC_LOCK_IRQ, #l, "raw_spin_lock_irq")
#define raw_spin_lock_irqsave(l, flags)                                        \
	do {                                                                   \
		flags = kalloc_spin_lock_save(l, 1, #l, "raw_spin_lock_irqsave"); \
	} while (0)
#define raw_spin_lock_irqsave_nested(l, flags, subclass) raw_spin_lock_irqsave(l, flags)
#define raw_spin_trylock(l) kalloc_spin_trylock(l, 1, 0, #l, "raw_spin_trylock")
#define raw_spin_trylock_irq(l) kalloc_spin_trylock(l, 1, KALLOC_LOCK_IRQ, #l, "raw_spin_trylock_irq")
#define raw_spin_trylock_irqsave(l, flags)                                     \
	kalloc_spin_trylock_save(l, 1, &(flags), #l, "raw_spin_trylock_irqsave")
#define raw_spin_unlock(l) kalloc_spin_unlock(l, 1, 0, #l, "raw_spin_unlock")
#define raw_spin_unlock_bh(l) kalloc_spin_unlock(l, 1, KALLOC_LOCK_BH, #l, "raw_spin_unlock_bh")
#define raw_spin_unlock_irq(l) kalloc_spin_unlock(l, 1, KALLOC_LOCK_IRQ, #l, "raw_spin_unlock_irq")
#define raw_spin_unlock_irqrestore(l, flags)                                   \
	kalloc_spin_unlock_restore(l, 1, flags, #l, "raw_spin_unlock_irqrestore")
#define raw_spin_is_locked(l) ((l)->held != 0)

static __always_inline raw_spinlock_t *spinlock_check(spinlock_t *lock)
{
	return &lock->rlock;
}

#define spin_lock_init(l) raw_spin_lock_init(&(l)->rlock)
#define spin_lock(l) kalloc_spin_lock(spinlock_check(l), 0, 0, #l, "spin_lock")
#define spin_lock_nested(l, subclass) kalloc_spin_lock(spinlock_check(l), 0, 0, #l, "spin_lock_nested")
#define spin_lock_bh(l) kalloc_spin_lock(spinlock_check(l), 0, KALLOC_LOCK_BH, #l, "spin_lock_bh")
#define spin_lock_irq(l) kalloc_spin_lock(spinlock_check(l), 0, KALLOC_LOCK_IRQ, #l, "spin_lock_irq")
#define spin_lock_irqsave(l, flags)                                            \
	do {                                                                   \
		flags = kalloc_spin_lock_save(spinlock_check(l), 0, #l, "spin_lock_irqsave"); \
	} while (0)
#define spin_lock_irqsave_nested(l, flags, subclass) spin_lock_irqsave(l, flags)
#define spin_trylock(l) kalloc_spin_trylock(spinlock_check(l), 0, 0, #l, "spin_trylock")
#define spin_trylock_bh(l) kalloc_spin_trylock(spinlock_check(l), 0, KALLOC_LOCK_BH, #l, "spin_trylock_bh")
#define spin_trylock_irq(l) kalloc_spin_trylock(spinlock_check(l), 0, KALLOC_LOCK_IRQ, #l, "spin_trylock_irq")
#define spin_trylock_irqsave(l, flags)                                         \
	kalloc_spin_trylock_save(spinlock_check(l), 0, &(flags), #l, "spin_trylock_irqsave")
#define spin_unlock(l) kalloc_spin_unlock(spinlock_check(l), 0, 0, #l, "spin_unlock")
#define spin_unlock_bh(l) kalloc_spin_unlock(spinlock_check(l), 0, KALLOC_LOCK_BH, #l, "spin_unlock_bh")
#define spin_unlock_irq(l) kalloc_spin_unlock(spinlock_check(l), 0, KALLOC_LOCK_IRQ, #l, "spin_unlock_irq")
#define spin_unlock_irqrestore(l, flags)                                       \
	kalloc_spin_unlock_restore(spinlock_check(l), 0, flags, #l, "spin_unlock_irqrestore")
#define spin_is_locked(l) raw_spin_is_locked(spinlock_check(l))
#define assert_spin_locked(lock) ((void)spinlock_check(lock))

void kalloc_rwlock(rwlock_t *lock, int write, int how, const char *name, const char *api);
int kalloc_rwlock_try(rwlock_t *lock, int write, int how, const char *name, const char *api);
void kalloc_rwunlock(rwlock_t *lock, int write, int how, const char *name, const char *api);
unsigned long kalloc_rwlock_save(rwlock_t *lock, int write, const char *name, const char *api);
int kalloc_rwlock_try_save(rwlock_t *lock, int write, unsigned long *flags, const char *name, const char *api);
void kalloc_rwunlock_restore(rwlock_t *lock, int write, unsigned long flags, const char *name, const char *api);

#define rwlock_init(l)                                                         \
	do {                                                                   \
		(l)->holders = 0;                                              \
		__kalloc_lock_init(&(l)->dep_map);                             \
	} while (0)
#define read_lock(l) kalloc_rwlock(l, 0, 0, #l, "read_lock")
#define read_lock_bh(l) kalloc_rwlock(l, 0, KALLOC_LOCK_BH, #l, "read_lock_bh")
#define read_lock_irq(l) kalloc_rwlock(l, 0, KALLOC_LOCK_IRQ, #l, "read_lock_irq")
#define read_lock_irqsave(l, flags)                                            \
	do {                                                                   \
		flags = kalloc_rwlock_save(l, 0, #l, "read_lock_irqsave");     \
	} while (0)
#define read_trylock(l) kalloc_rwlock_try(l, 0, 0, #l, "read_trylock")
#define read_unlock(l) kalloc_rwunlock(l, 0, 0, #l, "read_unlock")
#define read_unlock_bh(l) kalloc_rwunlock(l, 0, KALLOC_LOCK_BH, #l, "read_unlock_bh")
#define read_unlock_irq(l) kalloc_rwunlock(l, 0, KALLOC_LOCK_IRQ, #l, "read_unlock_irq")
#define read_unlock_irqrestore(l, flags) kalloc_rwunlock_restore(l, 0, flags, #l, "read_unlock_irqrestore")
#define write_lock(l) kalloc_rwlock(l, 1, 0, #l, "write_lock")
#define write_lock_bh(l) kalloc_rwlock(l, 1, KALLOC_LOCK_BH, #l, "write_lock_bh")
#define write_lock_irq(l) kalloc_rwlock(l, 1, KALLOC_LOCK_IRQ, #l, "write_lock_irq")
#define write_lock_irqsave(l, flags)                                           \
	do {                                                                   \
		flags = kalloc_rwlock_save(l, 1, #l, "write_lock_irqsave");    \
	} while (0)
#define write_trylock(l) kalloc_rwlock_try(l, 1, 0, #l, "write_trylock")
#define write_trylock_irqsave(l, flags)                                        \
	kalloc_rwlock_try_save(l, 1, &(flags), #l, "write_trylock_irqsave")
#define write_unlock(l) kalloc_rwunlock(l, 1, 0, #l, "write_unlock")
#define write_unlock_bh(l) kalloc_rwunlock(l, 1, KALLOC_LOCK_BH, #l, "write_unlock_bh")
#define write_unlock_irq(l) kalloc_rwunlock(l, 1, KALLOC_LOCK_IRQ, #l, "write_unlock_irq")
#define write_unlock_irqrestore(l, flags) kalloc_rwunlock_restore(l, 1, flags, #l, "write_unlock_irqrestore")

DEFINE_LOCK_GUARD_1(raw_spinlock, raw_spinlock_t, raw_spin_lock(_T->lock), raw_spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1_COND(raw_spinlock, _try, raw_spin_trylock(_T->lock))
DEFINE_LOCK_GUARD_1(raw_spinlock_irq, raw_spinlock_t, raw_spin_lock_irq(_T->lock),
		    raw_spin_unlock_irq(_T->lock))
DEFINE_LOCK_GUARD_1(raw_spinlock_irqsave, raw_spinlock_t, raw_spin_lock_irqsave(_T->lock, _T->flags),
		    raw_spin_unlock_irqrestore(_T->lock, _T->flags), unsigned long flags)
DEFINE_LOCK_GUARD_1(spinlock, spinlock_t, spin_lock(_T->lock), spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1_COND(spinlock, _try, spin_trylock(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_irq, spinlock_t, spin_lock_irq(_T->lock), spin_unlock_irq(_T->lock))
DEFINE_LOCK_GUARD_1_COND(spinlock_irq, _try, spin_trylock_irq(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_bh, spinlock_t, spin_lock_bh(_T->lock), spin_unlock_bh(_T->lock))
DEFINE_LOCK_GUARD_1_COND(spinlock_bh, _try, spin_trylock_bh(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_irqsave, spinlock_t, spin_lock_irqsave(_T->lock, _T->flags),
		    spin_unlock_irqrestore(_T->lock, _T->flags), unsigned long flags)
DEFINE_LOCK_GUARD_1_COND(spinlock_irqsave, _try, spin_trylock_irqsave(_T->lock, _T->flags))
DEFINE_LOCK_GUARD_1(read_lock, rwlock_t, read_lock(_T->lock), read_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(write_lock, rwlock_t, write_lock(_T->lock), write_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(write_lock_irqsave, rwlock_t, write_lock_irqsave(_T->lock, _T->flags),
		    write_unlock_irqrestore(_T->lock, _T->flags), unsigned long flags)
DEFINE_LOCK_GUARD_1(read_lock_irqsave, rwlock_t, read_lock_irqsave(_T->lock, _T->flags),
		    read_unlock_irqrestore(_T->lock, _T->flags), unsigned long flags)

#endif
