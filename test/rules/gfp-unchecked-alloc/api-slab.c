// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Each allocator of the slab family can fail.
#include <linux/slab.h>
#include <linux/string.h>

void zalloc_bad(void)
{
	int *p = kzalloc(sizeof(*p), GFP_KERNEL);

	*p = 1; /* bug: gfp-unchecked-alloc */
	kfree(p);
}

void calloc_bad(int n)
{
	int *p = kcalloc(n, sizeof(*p), GFP_KERNEL);

	p[0] = 1; /* bug: gfp-unchecked-alloc */
	kfree(p);
}

void cache_bad(struct kmem_cache *c)
{
	int *p = kmem_cache_alloc(c, GFP_KERNEL);

	*p = 1; /* bug: gfp-unchecked-alloc */
	kmem_cache_free(c, p);
}

void cache_zalloc_bad(struct kmem_cache *c)
{
	int *p = kmem_cache_zalloc(c, GFP_KERNEL);

	*p = 1; /* bug: gfp-unchecked-alloc */
	kmem_cache_free(c, p);
}

void slab_ok(struct kmem_cache *c)
{
	int *p = kmem_cache_zalloc(c, GFP_KERNEL);

	if (!p)
		return;
	*p = 1;
	kmem_cache_free(c, p);
}
