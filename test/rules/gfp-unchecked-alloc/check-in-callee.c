// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Callees on the way look at the pointer before they hand on the address of its member.
#include <linux/slab.h>

struct ref {
	int count;
};

struct dst {
	int id;
	struct ref ref;
};

static void ref_get(struct ref *r)
{
	r->count++;
}

static struct dst *dst_clone(struct dst *d)
{
	if (d)
		ref_get(&d->ref);
	return d;
}

static struct dst *dst_copy(struct dst *d)
{
	ref_get(&d->ref);
	return d;
}

struct dst *cloned_ok(void)
{
	struct dst *d = kzalloc(sizeof(*d), GFP_KERNEL);

	return dst_clone(d);
}

struct dst *copied_bad(void)
{
	struct dst *d = kzalloc(sizeof(*d), GFP_KERNEL);

	return dst_copy(d); /* bug: gfp-unchecked-alloc */
}
