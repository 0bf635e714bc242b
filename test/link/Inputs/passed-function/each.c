// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/rcupdate.h>
#include "each.h"

int for_each_item_bad(struct item *first, int (*fn)(struct item *i))
{
	int result = 0;

	rcu_read_lock(); /* via: gfp-sleep-in-atomic */
	for (; first && !result; first = first->next)
		result = fn(first); /* bug: gfp-sleep-in-atomic */
	rcu_read_unlock();
	return result;
}
