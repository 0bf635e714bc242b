// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A helper makes the check.
#include <linux/slab.h>

struct pkt {
	int len;
};

static bool missing(const void *p)
{
	return !p;
}

static int verify(const void *p)
{
	if (!p)
		return -ENOMEM;
	return 0;
}

struct pkt *helper_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (missing(p))
		return NULL;
	p->len = 0;
	return p;
}

struct pkt *helper_status_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (verify(p) < 0)
		return NULL;
	p->len = 0;
	return p;
}

struct pkt *helper_ignored_bad(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	verify(p);
	p->len = 0; /* bug: gfp-unchecked-alloc */
	return p;
}
