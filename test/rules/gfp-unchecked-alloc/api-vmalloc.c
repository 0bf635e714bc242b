// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// vmalloc() and kvmalloc() can fail.
#include <linux/slab.h>
#include <linux/vmalloc.h>

void vmalloc_bad(void)
{
	char *p = vmalloc(1 << 20);

	p[0] = 1; /* bug: gfp-unchecked-alloc */
	vfree(p);
}

void kvmalloc_bad(void)
{
	char *p = kvmalloc(1 << 20, GFP_KERNEL);

	p[0] = 1; /* bug: gfp-unchecked-alloc */
	kvfree(p);
}

void kvcalloc_bad(size_t n)
{
	char *p = kvcalloc(n, 16, GFP_KERNEL);

	p[0] = 1; /* bug: gfp-unchecked-alloc */
	kvfree(p);
}

void vmalloc_ok(void)
{
	char *p = vzalloc(1 << 20);

	if (p)
		p[0] = 1;
	vfree(p);
}
