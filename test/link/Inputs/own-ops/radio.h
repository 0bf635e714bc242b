// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/spinlock.h>
struct radio;
struct radio_ops {
	int (*read)(struct radio *r, int reg);
	void (*flush)(struct radio *r); /* may be NULL */
};
struct radio {
	const struct radio_ops *ops;
	spinlock_t lock;
	int value;
};
int radio_status(struct radio *r);
void radio_flush(struct radio *r);
