// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Two comparisons of the same strings agree, unless one was written since.
#include <linux/bottom_half.h>
#include <linux/slab.h>
#include <linux/string.h>

struct phase;
void run_phase(const struct phase *p);
void read_word(char *word);

struct phase {
	const char *name;
};

void same_name_ok(const struct phase *p)
{
	if (strcmp(p->name, "softirq"))
		local_bh_disable();
	run_phase(p);
	if (strcmp(p->name, "softirq"))
		local_bh_enable();
	kfree(kmalloc(8, GFP_KERNEL));
}

void other_name_bad(const struct phase *p, const struct phase *q)
{
	if (strcmp(p->name, "softirq"))
		local_bh_disable();
	if (strcmp(q->name, "softirq"))
		local_bh_enable();
	kfree(kmalloc(8, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
}

void next_phase_bad(const struct phase *p)
{
	if (strcmp(p->name, "softirq"))
		local_bh_disable();
	p++;
	if (strcmp(p->name, "softirq"))
		local_bh_enable();
	kfree(kmalloc(8, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
}

void read_again_bad(void)
{
	char word[16];

	read_word(word);
	if (strcmp(word, "softirq"))
		local_bh_disable();
	read_word(word);
	if (strcmp(word, "softirq"))
		local_bh_enable();
	kfree(kmalloc(8, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
}
