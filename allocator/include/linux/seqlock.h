/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_SEQLOCK_H
#define _KALLOC_LINUX_SEQLOCK_H

#include <linux/seqlock_types.h>
#include <linux/spinlock.h>

void kalloc_seq_begin(seqcount_t *s, const char *name, const char *api);
void kalloc_seq_end(seqcount_t *s, const char *name, const char *api);

#define seqcount_init(s)                                                       \
	do {                                                                   \
		(s)->sequence = 0;                                             \
	} while (0)
#define seqlock_init(sl)                                                       \
	do {                                                                   \
		spin_lock_init(&(sl)->lock);                                   \
		seqcount_init(&(sl)->seqcount);                                \
	} while (0)
#define DEFINE_SEQLOCK(x) seqlock_t x = { .lock = __SPIN_LOCK_UNLOCKED(x) }

static inline unsigned int read_seqbegin(const seqlock_t *sl)
{
	return READ_ONCE(sl->seqcount.sequence) & ~1u;
}

static inline unsigned int read_seqretry(const seqlock_t *sl, unsigned int start)
{
	return READ_ONCE(sl->seqcount.sequence) != start;
}

#define read_seqcount_begin(s) (READ_ONCE((s)->sequence) & ~1u)
#define read_seqcount_retry(s, start) (READ_ONCE((s)->sequence) != (start))
#define write_seqcount_begin(s) kalloc_seq_begin(s, #s, "write_seqcount_begin")
#define write_seqcount_end(s) kalloc_seq_end(s, #s, "write_seqcount_end")

/* The lock is what forbids to sleep; the counter inside of it adds nothing. */
#define __write_seq(sl, lock_it)                                               \
	do {                                                                   \
		lock_it;                                                       \
		(sl)->seqcount.sequence++;                                     \
	} while (0)
#define write_seqlock(sl) __write_seq(sl, kalloc_spin_lock(&(sl)->lock.rlock, 0, 0, #sl, "write_seqlock"))
#define write_seqlock_bh(sl)                                                   \
	__write_seq(sl, kalloc_spin_lock(&(sl)->lock.rlock, 0, KALLOC_LOCK_BH, #sl, "write_seqlock_bh"))
#define write_seqlock_irq(sl)                                                  \
	__write_seq(sl, kalloc_spin_lock(&(sl)->lock.rlock, 0, KALLOC_LOCK_IRQ, #sl, "write_seqlock_irq"))
#define write_seqlock_irqsave(sl, flags)                                       \
	__write_seq(sl, flags = kalloc_spin_lock_save(&(sl)->lock.rlock, 0, #sl, "write_seqlock_irqsave"))
#define write_sequnlock(sl)                                                    \
	__write_seq(sl, kalloc_spin_unlock(&(sl)->lock.rlock, 0, 0, #sl, "write_sequnlock"))
#define write_sequnlock_bh(sl)                                                 \
	__write_seq(sl, kalloc_spin_unlock(&(sl)->lock.rlock, 0, KALLOC_LOCK_BH, #sl, "write_sequnlock_bh"))
#define write_sequnlock_irq(sl)                                                \
	__write_seq(sl, kalloc_spin_unlock(&(sl)->lock.rlock, 0, KALLOC_LOCK_IRQ, #sl, "write_sequnlock_irq"))
#define write_sequnlock_irqrestore(sl, flags)                                  \
	__write_seq(sl, kalloc_spin_unlock_restore(&(sl)->lock.rlock, 0, flags, #sl, "write_sequnlock_irqrestore"))
#define read_seqlock_excl(sl) kalloc_spin_lock(&(sl)->lock.rlock, 0, 0, #sl, "read_seqlock_excl")
#define read_sequnlock_excl(sl) kalloc_spin_unlock(&(sl)->lock.rlock, 0, 0, #sl, "read_sequnlock_excl")

#endif
