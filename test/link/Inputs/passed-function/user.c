// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/delay.h>
#include "each.h"

static int slow(struct item *i)
{
	msleep(i->value);
	return 0;
}

int all_items(struct item *first)
{
	return for_each_item_bad(first, slow);
}
