// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Atomic notifier chains call under RCU, blocking ones do not.
#include <linux/notifier.h>
#include <linux/slab.h>

static int atomic_event_bad(struct notifier_block *nb, unsigned long action, void *data)
{
	kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
	return NOTIFY_OK;
}

static int blocking_event_ok(struct notifier_block *nb, unsigned long action, void *data)
{
	kfree(kmalloc(16, GFP_KERNEL));
	return NOTIFY_OK;
}

static struct notifier_block atomic_nb = { .notifier_call = atomic_event_bad };
static struct notifier_block blocking_nb = { .notifier_call = blocking_event_ok };

int notifier_ok(struct atomic_notifier_head *a, struct blocking_notifier_head *b)
{
	int ret = atomic_notifier_chain_register(a, &atomic_nb);

	return ret ? ret : blocking_notifier_chain_register(b, &blocking_nb);
}
