// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// WARN_ON() is a condition like any other, if its value is used.
#include <linux/bug.h>
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *warn_on_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (WARN_ON(!p))
		return NULL;
	p->len = 0;
	return p;
}

struct pkt *warn_on_once_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (WARN_ON_ONCE(!p))
		return NULL;
	p->len = 0;
	return p;
}

struct pkt *warn_on_bad(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	WARN_ON(!p);
	p->len = 0; /* bug: gfp-unchecked-alloc */
	return p;
}
