/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_IRQFLAGS_H
#define _MINI_LINUX_IRQFLAGS_H

#include <linux/cleanup.h>
#include <linux/compiler.h>
#include <linux/types.h>

unsigned long arch_local_irq_save(void);
void arch_local_irq_restore(unsigned long flags);
void arch_local_irq_disable(void);
void arch_local_irq_enable(void);
unsigned long arch_local_save_flags(void);
int arch_irqs_disabled_flags(unsigned long flags);

#define local_irq_save(flags)                                                  \
	do {                                                                   \
		flags = arch_local_irq_save();                                 \
	} while (0)
#define local_irq_restore(flags)                                               \
	do {                                                                   \
		arch_local_irq_restore(flags);                                 \
	} while (0)
#define local_irq_disable()                                                    \
	do {                                                                   \
		arch_local_irq_disable();                                      \
	} while (0)
#define local_irq_enable()                                                     \
	do {                                                                   \
		arch_local_irq_enable();                                       \
	} while (0)
#define irqs_disabled()                                                        \
	({                                                                     \
		unsigned long _flags = arch_local_save_flags();                \
		arch_irqs_disabled_flags(_flags);                              \
	})

DEFINE_LOCK_GUARD_0(irq, local_irq_disable(), local_irq_enable())
DEFINE_LOCK_GUARD_0(irqsave, local_irq_save(_T->flags),
		    local_irq_restore(_T->flags), unsigned long flags)

#endif
