// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "wrap.h"
#include <linux/err.h>

void unchecked_bad(void)
{
	struct item *i = item_new(1); /* via: gfp-unchecked-alloc */

	i->value = 2; /* bug: gfp-unchecked-alloc */
}

void checked_ok(void)
{
	struct item *i = item_new(1);

	if (!i)
		return;
	i->value = 2;
}

void cannot_fail_ok(void)
{
	item_new_nofail(1)->value = 2;
}

void found_ok(void)
{
	item_find(1)->value = 2;
}

void flags_bad(const struct item *from)
{
	item_clone(from, GFP_KERNEL)->value = 1; /* bug: gfp-unchecked-alloc */
}

void flags_ok(const struct item *from)
{
	item_clone(from, GFP_KERNEL | __GFP_NOFAIL)->value = 1;
}

/* A failure that is made an error pointer is no failed allocation any more. */
void FN_error_bad(void)
{
	struct item *i = item_or_error(1);

	i->value = 2; /* missed: gfp-unchecked-alloc */
}

void error_ok(void)
{
	struct item *i = item_or_error(1);

	if (IS_ERR(i))
		return;
	i->value = 2;
}

/* What it is told of item_new by a declaration of its own makes no difference. */
static struct item *item_local(int value)
{
	return value ? item_new(value) : NULL;
}

void through_own_bad(void)
{
	item_local(1)->value = 2; /* bug: gfp-unchecked-alloc */
}
