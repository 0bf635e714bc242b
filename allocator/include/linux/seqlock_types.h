/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_SEQLOCK_TYPES_H
#define _KALLOC_LINUX_SEQLOCK_TYPES_H

#include <linux/spinlock_types.h>

typedef struct seqcount {
	unsigned int sequence;
} seqcount_t;

typedef struct {
	seqcount_t seqcount;
	spinlock_t lock;
} seqlock_t;

#endif
