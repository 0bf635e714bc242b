// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The typed allocators can fail too.
#include <linux/slab.h>

struct item {
	int key;
};

struct item *typed_bad(void)
{
	struct item *it = kmalloc_obj(*it);

	it->key = 1; /* bug: gfp-unchecked-alloc */
	return it;
}

struct item *typed_several_bad(int n)
{
	struct item *it = kzalloc_objs(struct item, n, GFP_KERNEL);

	it[0].key = 1; /* bug: gfp-unchecked-alloc */
	return it;
}

struct item *typed_ok(void)
{
	struct item *it = kmalloc_obj(*it);

	if (it)
		it->key = 1;
	return it;
}
