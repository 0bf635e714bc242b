/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_PREEMPT_H
#define _KALLOC_LINUX_PREEMPT_H

#include <linux/cleanup.h>
#include <linux/types.h>

#define PREEMPT_BITS 8
#define SOFTIRQ_BITS 8
#define HARDIRQ_BITS 4
#define NMI_BITS 4
#define PREEMPT_SHIFT 0
#define SOFTIRQ_SHIFT (PREEMPT_SHIFT + PREEMPT_BITS)
#define HARDIRQ_SHIFT (SOFTIRQ_SHIFT + SOFTIRQ_BITS)
#define NMI_SHIFT (HARDIRQ_SHIFT + HARDIRQ_BITS)
#define PREEMPT_OFFSET (1UL << PREEMPT_SHIFT)
#define SOFTIRQ_OFFSET (1UL << SOFTIRQ_SHIFT)
#define HARDIRQ_OFFSET (1UL << HARDIRQ_SHIFT)
#define NMI_OFFSET (1UL << NMI_SHIFT)
#define SOFTIRQ_MASK 0x0000ff00UL
#define HARDIRQ_MASK 0x000f0000UL
#define NMI_MASK 0x00f00000UL

unsigned int kalloc_preempt_count(void);
int kalloc_irqs_disabled(void);
void kalloc_preempt_disable(const char *api);
void kalloc_preempt_enable(const char *api);

#define preempt_count() ((int)kalloc_preempt_count())
#define hardirq_count() (preempt_count() & HARDIRQ_MASK)
#define softirq_count() (preempt_count() & SOFTIRQ_MASK)
#define irq_count() (preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_MASK))
#define in_nmi() (!!(preempt_count() & NMI_MASK))
#define in_hardirq() (!!hardirq_count())
#define in_irq() in_hardirq()
#define in_serving_softirq() (!!(softirq_count() & SOFTIRQ_OFFSET))
#define in_softirq() (!!softirq_count())
#define in_interrupt() (!!irq_count())
#define in_task() (!in_nmi() && !in_hardirq() && !in_serving_softirq())
#define in_atomic() (preempt_count() != 0)
#define preemptible() (preempt_count() == 0 && !kalloc_irqs_disabled())

#define preempt_disable() kalloc_preempt_disable("preempt_disable")
#define preempt_enable() kalloc_preempt_enable("preempt_enable")
#define preempt_disable_notrace() kalloc_preempt_disable("preempt_disable_notrace")
#define preempt_enable_notrace() kalloc_preempt_enable("preempt_enable_notrace")
#define preempt_enable_no_resched() kalloc_preempt_enable("preempt_enable_no_resched")
#define preempt_disable_nested() ((void)0)
#define preempt_enable_nested() ((void)0)
#define migrate_disable() ((void)0)
#define migrate_enable() ((void)0)

DEFINE_LOCK_GUARD_0(preempt, preempt_disable(), preempt_enable())

#endif
