/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_NOTIFIER_H
#define _KALLOC_LINUX_NOTIFIER_H

#include <linux/types.h>

#define NOTIFY_DONE 0
#define NOTIFY_OK 1

struct notifier_block;
typedef int (*notifier_fn_t)(struct notifier_block *nb, unsigned long action, void *data);

struct notifier_block {
	notifier_fn_t notifier_call;
	struct notifier_block *next;
	int priority;
};

#define NOTIFY_BAD 0x8002
#define NOTIFY_STOP 0x8001

struct atomic_notifier_head {
	struct notifier_block *head;
};

struct blocking_notifier_head {
	struct notifier_block *head;
};

int atomic_notifier_chain_register(struct atomic_notifier_head *nh, struct notifier_block *nb);
int blocking_notifier_chain_register(struct blocking_notifier_head *nh, struct notifier_block *nb);

#endif
