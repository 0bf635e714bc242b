// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// After BUG_ON(!p) there is no NULL.
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *bug_on_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	BUG_ON(!p);
	p->len = 0;
	return p;
}

struct pkt *panic_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		panic("no memory");
	p->len = 0;
	return p;
}
