// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The failure is noticed, printed, and forgotten.
#include <linux/printk.h>
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *only_printed_bad(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		pr_err("no memory\n");
	p->len = 0; /* bug: gfp-unchecked-alloc */
	return p;
}

struct pkt *printed_and_left_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (!p) {
		pr_err("no memory\n");
		return NULL;
	}
	p->len = 0;
	return p;
}
