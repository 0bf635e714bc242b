// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A structure that begins with the member that was allocated is there if the member is.
#include <linux/container_of.h>
#include <linux/slab.h>

struct base {
	int id;
};

struct first {
	struct base base;
	int count;
};

struct second {
	int count;
	struct base base;
};

static struct base *base_alloc(size_t size)
{
	return kzalloc(size, GFP_KERNEL);
}

struct first *checked_as_container_ok(void)
{
	struct first *f = container_of(base_alloc(sizeof(*f)), struct first, base);

	if (!f)
		return NULL;
	f->count = 1;
	return f;
}

struct second *checked_too_late_bad(void)
{
	struct second *s = container_of(base_alloc(sizeof(*s)), struct second, base);

	s->count = 1; /* bug: gfp-unchecked-alloc */
	return s;
}
