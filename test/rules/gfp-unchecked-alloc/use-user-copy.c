// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// copy_from_user() writes to the buffer.
#include <linux/slab.h>
#include <linux/uaccess.h>

int user_copy_bad(const void *user, void **out)
{
	void *p = kmalloc(16, GFP_KERNEL);

	if (copy_from_user(p, user, 16)) { /* bug: gfp-unchecked-alloc */
		kfree(p);
		return -EFAULT;
	}
	*out = p;
	return 0;
}

int user_copy_ok(const void *user, void **out)
{
	void *p = kmalloc(16, GFP_KERNEL);

	if (!p)
		return -ENOMEM;
	if (copy_from_user(p, user, 16)) {
		kfree(p);
		return -EFAULT;
	}
	*out = p;
	return 0;
}
