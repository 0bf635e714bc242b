// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
struct item {
	struct item *next;
	int value;
};
int for_each_item_bad(struct item *first, int (*fn)(struct item *i));
