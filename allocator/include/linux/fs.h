/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_FS_H
#define _KALLOC_LINUX_FS_H

#include <linux/types.h>

struct module;

struct inode {
	void *i_private;
};

struct file {
	unsigned int f_flags;
	loff_t f_pos;
	void *private_data;
};

#define O_NONBLOCK 00004000

struct file_operations {
	struct module *owner;
	ssize_t (*read)(struct file *file, char __user *buf, size_t count, loff_t *ppos);
	ssize_t (*write)(struct file *file, const char __user *buf, size_t count, loff_t *ppos);
	long (*unlocked_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	int (*open)(struct inode *inode, struct file *file);
	int (*release)(struct inode *inode, struct file *file);
};

#endif
