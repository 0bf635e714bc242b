// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %kernel-code %s
// REQUIRES: kalloc-run, linux-source
//
// Options of file systems, taken apart.
// KERNEL: lib/parser.c
// HEADERS: parser
// PLANT: lib/parser.c | return kmemdup_nul(s->from, s->to - s->from, GFP_KERNEL); | return (kmemdup_nul(s->from, s->to - s->from, GFP_KERNEL), (char *)0);
// FINDS: gfp-leak
#include <linux/kernel.h>
#include <linux/parser.h>
#include <linux/slab.h>

enum { OPT_NAME, OPT_BAD };

static const match_table_t table = { { OPT_NAME, "name=%s" }, { OPT_BAD, NULL } };

int main(void)
{
	substring_t args[MAX_OPT_ARGS];
	char *name;
	char option[] = "name=disk";

	BUG_ON(match_token(option, table, args) != OPT_NAME);
	name = match_strdup(&args[0]);
	if (!name)
		return 0;
	BUG_ON(strcmp(name, "disk"));
	kfree(name);
	return 0;
}
