// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/spinlock.h>
#include "events.h"

static DEFINE_SPINLOCK(lock);

void source_register(struct source *s, void (*handler)(void *data), void *data)
{
	s->handler = handler;
	s->data = data;
}

void source_fire_bad(struct source *s)
{
	spin_lock(&lock); /* via: gfp-sleep-in-atomic */
	if (s->handler)
		s->handler(s->data); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&lock);
}
