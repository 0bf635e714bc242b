// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Trying until it works.
#include <linux/delay.h>
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *retry_ok(void)
{
	struct pkt *p;

	while (!(p = kmalloc(sizeof(*p), GFP_KERNEL)))
		msleep(10);
	p->len = 0;
	return p;
}

struct pkt *retry_do_ok(void)
{
	struct pkt *p;

	do {
		p = kmalloc(sizeof(*p), GFP_KERNEL);
	} while (!p);
	p->len = 0;
	return p;
}

struct pkt *retry_few_bad(void)
{
	struct pkt *p;
	int tries = 3;

	do {
		p = kmalloc(sizeof(*p), GFP_KERNEL);
	} while (!p && --tries);
	p->len = 0; /* bug: gfp-unchecked-alloc */
	return p;
}
