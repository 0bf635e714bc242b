/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_PREEMPT_H
#define _MINI_LINUX_PREEMPT_H

#include <linux/cleanup.h>
#include <linux/compiler.h>

#define PREEMPT_MASK 0x000000ffUL
#define SOFTIRQ_MASK 0x0000ff00UL
#define SOFTIRQ_OFFSET 0x100UL
#define HARDIRQ_MASK 0x000f0000UL
#define NMI_MASK 0x00f00000UL

int preempt_count(void);
void preempt_count_add(int val);
void preempt_count_sub(int val);
void __preempt_schedule(void);

#define hardirq_count() (preempt_count() & HARDIRQ_MASK)
#define softirq_count() (preempt_count() & SOFTIRQ_MASK)
#define nmi_count() (preempt_count() & NMI_MASK)
#define irq_count() (preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_MASK))

#define in_nmi() (nmi_count())
#define in_hardirq() (hardirq_count())
#define in_irq() (hardirq_count())
#define in_serving_softirq() (softirq_count() & SOFTIRQ_OFFSET)
#define in_softirq() (softirq_count())
#define in_interrupt() (irq_count())
#define in_task() (!(preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_OFFSET)))
#define in_atomic() (preempt_count() != 0)

#define preempt_disable()                                                      \
	do {                                                                   \
		preempt_count_add(1);                                          \
		barrier();                                                     \
	} while (0)
#define preempt_enable()                                                       \
	do {                                                                   \
		barrier();                                                     \
		preempt_count_sub(1);                                          \
	} while (0)
#define preempt_enable_no_resched() preempt_enable()

void migrate_disable(void);
void migrate_enable(void);

DEFINE_LOCK_GUARD_0(preempt, preempt_disable(), preempt_enable())

#endif
