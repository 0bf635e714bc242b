/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_SRCU_H
#define _KALLOC_LINUX_SRCU_H

#include <linux/types.h>

struct srcu_struct {
	unsigned int srcu_idx;
};

#define DEFINE_STATIC_SRCU(name) static struct srcu_struct name
#define DEFINE_SRCU(name) struct srcu_struct name
void cleanup_srcu_struct(struct srcu_struct *ssp);

int __srcu_read_lock(struct srcu_struct *ssp);
void __srcu_read_unlock(struct srcu_struct *ssp, int idx);
int init_srcu_struct(struct srcu_struct *ssp);
void synchronize_srcu(struct srcu_struct *ssp);

static inline int srcu_read_lock(struct srcu_struct *ssp)
{
	return __srcu_read_lock(ssp);
}

static inline void srcu_read_unlock(struct srcu_struct *ssp, int idx)
{
	__srcu_read_unlock(ssp, idx);
}

#endif
