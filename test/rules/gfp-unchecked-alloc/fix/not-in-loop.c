// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// What the earlier rounds have allocated would be lost: no fix.
#include <linux/slab.h>

struct dev {
	char *rows[8];
};

int not_in_loop(struct dev *d, int n)
{
	int i;

	if (n > 8)
		return -EINVAL;
	for (i = 0; i < n; i++) {
		d->rows[i] = kmalloc(16, GFP_KERNEL);
		d->rows[i][0] = 0;
	}
	return 0;
}
