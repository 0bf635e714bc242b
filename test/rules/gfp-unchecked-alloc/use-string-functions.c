// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// String functions follow their pointers.
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

char *strcpy_bad(const char *from)
{
	char *p = kmalloc(16, GFP_KERNEL);

	strcpy(p, from); /* bug: gfp-unchecked-alloc */
	return p;
}

size_t strlen_bad(const char *from)
{
	char *p = kstrdup(from, GFP_KERNEL);
	size_t n = strlen(p); /* bug: gfp-unchecked-alloc */

	kfree(p);
	return n;
}

char *sprintf_bad(int n)
{
	char *p = kmalloc(16, GFP_KERNEL);

	sprintf(p, "%d", n); /* bug: gfp-unchecked-alloc */
	return p;
}

char *strscpy_ok(const char *from)
{
	char *p = kmalloc(16, GFP_KERNEL);

	if (!p)
		return NULL;
	strscpy(p, from, 16);
	return p;
}
