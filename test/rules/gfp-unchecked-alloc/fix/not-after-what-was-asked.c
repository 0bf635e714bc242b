// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// The call that the check before asks about may have taken something: no fix.
#include <linux/slab.h>

struct pkt {
	int len;
};

int power_on(void);

int not_after(struct pkt **out)
{
	struct pkt *p;
	int ret;

	ret = power_on();
	if (ret)
		return ret;
	p = kmalloc(sizeof(*p), GFP_KERNEL);
	p->len = 0;
	*out = p;
	return -EINVAL;
}
