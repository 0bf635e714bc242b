// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %kernel-code %s
// REQUIRES: kalloc-run, linux-source
//
// A line made into words.
// KERNEL: lib/argv_split.c
// HEADERS:
// PLANT: lib/argv_split.c | kfree(argv_str); | ;
// FINDS: gfp-leak
#include <linux/kernel.h>
#include <linux/string.h>

char **argv_split(gfp_t gfp, const char *str, int *argcp);
void argv_free(char **argv);

int main(void)
{
	int argc;
	char **argv = argv_split(GFP_KERNEL, " one  two three ", &argc);

	if (!argv)
		return 0;
	BUG_ON(argc != 3 || strcmp(argv[1], "two") || argv[3]);
	argv_free(argv);
	return 0;
}
