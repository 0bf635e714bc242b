// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// An interrupt begins on a stack of its own.
#include <linux/interrupt.h>

void use(void *a, void *b);

#define LAYER(name, next)			\
	static noinline void name(void *p)	\
	{					\
		char one[1000], two[900];		\
						\
		use(one, two);			\
		next;				\
	}

LAYER(d, (void)p)
LAYER(c, d(p))
LAYER(b, c(p))
LAYER(a, b(p))

static irqreturn_t handler_ok(int irq, void *data)
{
	a(data);
	return IRQ_HANDLED;
}

LAYER(h, a(p))
LAYER(g, h(p))
LAYER(f, g(p))
LAYER(e, f(p))

static irqreturn_t deep_bad(int irq, void *data) /* bug: gfp-stack-depth */
{
	char x[1020], y[1000];

	use(x, y);
	e(data); /* via: gfp-stack-depth */
	return IRQ_HANDLED;
}

int start_ok(int irq, void *data)
{
	char x[1000], y[900];

	use(x, y);
	if (request_irq(irq, handler_ok, 0, "a", data))
		return -1;
	return request_irq(irq, deep_bad, 0, "b", data);
}
