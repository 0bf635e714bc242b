// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// File operations run in process context.
#include <linux/fs.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

static ssize_t fops_read_ok(struct file *file, char *buf, size_t n, loff_t *pos)
{
	char *p = kzalloc(n, GFP_KERNEL);
	ssize_t ret = n;

	if (!p)
		return -ENOMEM;
	if (copy_to_user(buf, p, n))
		ret = -EFAULT;
	kfree(p);
	return ret;
}

const struct file_operations mini_fops = {
	.read = fops_read_ok,
};
