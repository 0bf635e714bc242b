// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Copies of strings and memory can fail.
#include <linux/slab.h>
#include <linux/string.h>

char strdup_bad(const char *s)
{
	char *p = kstrdup(s, GFP_KERNEL);
	char c = p[0]; /* bug: gfp-unchecked-alloc */

	kfree(p);
	return c;
}

char memdup_bad(const char *s)
{
	char *p = kmemdup(s, 8, GFP_KERNEL);
	char c = p[0]; /* bug: gfp-unchecked-alloc */

	kfree(p);
	return c;
}

int asprintf_bad(int n)
{
	char *p = kasprintf(GFP_KERNEL, "port%d", n);
	int ret = strcmp(p, "port0"); /* bug: gfp-unchecked-alloc */

	kfree(p);
	return ret;
}

int asprintf_ok(int n)
{
	char *p = kasprintf(GFP_KERNEL, "port%d", n);
	int ret;

	if (!p)
		return -ENOMEM;
	ret = strcmp(p, "port0");
	kfree(p);
	return ret;
}
