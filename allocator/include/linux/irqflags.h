/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_IRQFLAGS_H
#define _KALLOC_LINUX_IRQFLAGS_H

#include <linux/cleanup.h>
#include <linux/types.h>

void kalloc_irq_disable(const char *api);
void kalloc_irq_enable(const char *api);
/* True when they were off before. */
unsigned long kalloc_irq_save(const char *api);
void kalloc_irq_restore(unsigned long flags, const char *api);
int kalloc_irqs_disabled(void);

#define local_irq_disable() kalloc_irq_disable("local_irq_disable")
#define local_irq_enable() kalloc_irq_enable("local_irq_enable")
#define local_irq_save(flags)                                                  \
	do {                                                                   \
		flags = kalloc_irq_save("local_irq_save");                     \
	} while (0)
#define local_irq_restore(flags)                                               \
	do {                                                                   \
		kalloc_irq_restore(flags, "local_irq_restore");                \
	} while (0)
#define local_save_flags(flags)                                                \
	do {                                                                   \
		flags = kalloc_irqs_disabled();                                \
	} while (0)
#define irqs_disabled() kalloc_irqs_disabled()
#define irqs_disabled_flags(flags) ((flags) != 0)

DEFINE_LOCK_GUARD_0(irq, local_irq_disable(), local_irq_enable())
DEFINE_LOCK_GUARD_0(irqsave, local_irq_save(_T->flags),
		    local_irq_restore(_T->flags), unsigned long flags)

#endif
