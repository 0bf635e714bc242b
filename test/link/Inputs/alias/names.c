// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Other names of functions: what is called by one of them is the function.
#include <linux/delay.h>
#include <linux/slab.h>

struct item {
	int id;
};

void flush_slowly(int ms)
{
	if (ms)
		msleep(ms);
}

void flush(int ms) __attribute__((alias("flush_slowly")));

static struct item *make_item(gfp_t flags)
{
	return kmalloc(sizeof(struct item), flags);
}

struct item *new_item(gfp_t flags) __attribute__((alias("make_item")));

void flush_default(int ms)
{
	msleep(1);
}

void flush_of_arch(int ms) __attribute__((weak, alias("flush_default")));

void flush_here(int ms) __attribute__((weak, alias("flush_default")));
