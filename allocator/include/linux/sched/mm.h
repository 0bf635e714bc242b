/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_SCHED_MM_H
#define _KALLOC_LINUX_SCHED_MM_H

#include <linux/gfp.h>
#include <linux/sched.h>

/* Scopes in which every allocation has flags taken away. */
unsigned int memalloc_nofs_save(void);
void memalloc_nofs_restore(unsigned int flags);
unsigned int memalloc_noio_save(void);
void memalloc_noio_restore(unsigned int flags);
unsigned int memalloc_noreclaim_save(void);
void memalloc_noreclaim_restore(unsigned int flags);
gfp_t current_gfp_context(gfp_t flags);

#endif
