/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_SEQLOCK_H
#define _MINI_LINUX_SEQLOCK_H

#include <linux/spinlock.h>

typedef struct seqcount {
	unsigned int sequence;
} seqcount_t;

typedef struct {
	seqcount_t seqcount;
	spinlock_t lock;
} seqlock_t;

static inline unsigned int read_seqbegin(const seqlock_t *sl)
{
	return READ_ONCE(sl->seqcount.sequence) & ~1U;
}

static inline unsigned int read_seqretry(const seqlock_t *sl, unsigned int start)
{
	return READ_ONCE(sl->seqcount.sequence) != start;
}

static inline void write_seqlock(seqlock_t *sl)
{
	spin_lock(&sl->lock);
	sl->seqcount.sequence++;
}

static inline void write_sequnlock(seqlock_t *sl)
{
	sl->seqcount.sequence++;
	spin_unlock(&sl->lock);
}

static inline void write_seqlock_bh(seqlock_t *sl)
{
	spin_lock_bh(&sl->lock);
	sl->seqcount.sequence++;
}

static inline void write_sequnlock_bh(seqlock_t *sl)
{
	sl->seqcount.sequence++;
	spin_unlock_bh(&sl->lock);
}

#define raw_write_seqcount_begin(s) ((void)((s)->sequence++))
#define raw_write_seqcount_end(s) ((void)((s)->sequence++))
#define write_seqcount_begin(s) ((void)((s)->sequence++))
#define write_seqcount_end(s) ((void)((s)->sequence++))

#endif
