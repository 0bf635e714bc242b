// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A helper stores the allocation in a member and returns it, or whether it is there; the caller
// checks what is returned.
#include <linux/slab.h>
#include <linux/string.h>

struct ring {
	char *raw;
	int users;
};

static char *make_raw(struct ring *r)
{
	r->raw = kmalloc(64, GFP_KERNEL);
	return r->raw;
}

static int make_status(struct ring *r)
{
	r->raw = kmalloc(64, GFP_KERNEL);
	return r->raw == NULL;
}

int copy_checked_ok(struct ring *r)
{
	if (!make_raw(r))
		return -ENOMEM;
	memset(r->raw, 0, 64);
	return 0;
}

int truth_of_copy_ok(struct ring *r)
{
	bool there = !!make_raw(r);

	if (there)
		r->raw[0] = 1;
	return there ? 0 : -ENOMEM;
}

int status_checked_ok(struct ring *r)
{
	if (make_status(r))
		return -ENOMEM;
	r->raw[0] = 1;
	return 0;
}

int status_upside_down_bad(struct ring *r)
{
	if (!make_status(r))
		return -ENOMEM;
	r->raw[0] = 1; /* bug: gfp-unchecked-alloc */
	return 0;
}

int copy_not_checked_bad(struct ring *r)
{
	make_raw(r);
	memset(r->raw, 0, 64); /* bug: gfp-unchecked-alloc */
	return 0;
}
