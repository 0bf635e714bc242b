/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef WRAP_H
#define WRAP_H
#include <linux/slab.h>

struct item {
	int value;
	void *data;
};

struct item *item_new(int value);
struct item *item_new_nofail(int value);
struct item *item_find(int value);
struct item *item_clone(const struct item *from, gfp_t gfp);
struct item *item_or_error(int value);
#endif
