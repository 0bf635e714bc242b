/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_INTERRUPT_H
#define _KALLOC_LINUX_INTERRUPT_H

#include <linux/atomic.h>
#include <linux/bottom_half.h>
#include <linux/container_of.h>
#include <linux/irqflags.h>
#include <linux/types.h>

struct device;

typedef enum irqreturn {
	IRQ_NONE = 0,
	IRQ_HANDLED = 1,
	IRQ_WAKE_THREAD = 2,
} irqreturn_t;
typedef irqreturn_t (*irq_handler_t)(int irq, void *dev_id);

#define IRQF_SHARED 0x80
#define IRQF_ONESHOT 0x2000
#define IRQF_NO_THREAD 0x10000

#define IRQF_TRIGGER_NONE 0
#define IRQF_TRIGGER_RISING 1
#define IRQF_TRIGGER_FALLING 2
#define IRQF_TRIGGER_HIGH 4
#define IRQF_TRIGGER_LOW 8

/* The device raises its line: the handler runs as soon as interrupts are on. */
void kalloc_raise_irq(unsigned int irq);

int __must_check request_threaded_irq(unsigned int irq, irq_handler_t handler,
				      irq_handler_t thread_fn, unsigned long flags,
				      const char *name, void *dev);

static inline int __must_check request_irq(unsigned int irq, irq_handler_t handler,
					   unsigned long flags, const char *name, void *dev)
{
	return request_threaded_irq(irq, handler, NULL, flags, name, dev);
}

int __must_check devm_request_threaded_irq(struct device *dev, unsigned int irq,
					   irq_handler_t handler, irq_handler_t thread_fn,
					   unsigned long irqflags, const char *devname,
					   void *dev_id);

static inline int __must_check devm_request_irq(struct device *dev, unsigned int irq,
						irq_handler_t handler, unsigned long irqflags,
						const char *devname, void *dev_id)
{
	return devm_request_threaded_irq(dev, irq, handler, NULL, irqflags, devname, dev_id);
}

const void *free_irq(unsigned int irq, void *dev_id);
void disable_irq(unsigned int irq);
void disable_irq_nosync(unsigned int irq);
void enable_irq(unsigned int irq);
void synchronize_irq(unsigned int irq);

struct tasklet_struct {
	struct tasklet_struct *next;
	unsigned long state;
	atomic_t count;
	bool use_callback;
	union {
		void (*func)(unsigned long data);
		void (*callback)(struct tasklet_struct *t);
	};
	unsigned long data;
};

void tasklet_setup(struct tasklet_struct *t, void (*callback)(struct tasklet_struct *));
void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long), unsigned long data);
void __tasklet_schedule(struct tasklet_struct *t);
void __tasklet_hi_schedule(struct tasklet_struct *t);
#define tasklet_hi_schedule(t) tasklet_schedule(t)
void tasklet_disable(struct tasklet_struct *t);
void tasklet_enable(struct tasklet_struct *t);
#define DECLARE_TASKLET(name, _callback) struct tasklet_struct name = { .callback = (_callback), .use_callback = true }
void tasklet_kill(struct tasklet_struct *t);

static inline void tasklet_schedule(struct tasklet_struct *t)
{
	if (!test_and_set_bit(0, &t->state))
		__tasklet_schedule(t);
}
#define from_tasklet(var, callback_tasklet, tasklet_fieldname)                 \
	container_of(callback_tasklet, __typeof__(*var), tasklet_fieldname)

#endif
