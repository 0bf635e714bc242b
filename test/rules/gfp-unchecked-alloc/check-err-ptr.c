// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// An allocator that answers with an error pointer needs IS_ERR(); NULL tells nothing.
#include <linux/err.h>
#include <linux/slab.h>
#include <linux/string.h>

char err_ptr_ok(const void *user)
{
	char *p = memdup_user(user, 16);
	char c;

	if (IS_ERR(p))
		return 0;
	c = p[0];
	kfree(p);
	return c;
}

char err_ptr_bad(const void *user)
{
	char *p = memdup_user(user, 16);
	char c = p[0]; /* bug: gfp-unchecked-alloc */

	kfree(p);
	return c;
}

char err_ptr_null_check_bad(const void *user)
{
	char *p = memdup_user(user, 16);
	char c;

	if (!p)
		return 0;
	c = p[0]; /* bug: gfp-unchecked-alloc */
	kfree(p);
	return c;
}
