// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// get_cpu_var() disables preemption inside an expression.
#include <linux/percpu.h>
#include <linux/slab.h>

static DEFINE_PER_CPU(int, hits);

void *get_cpu_var_bad(void)
{
	void *p;

	get_cpu_var(hits)++;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	put_cpu_var(hits);
	return p;
}

void *get_cpu_var_ok(void)
{
	get_cpu_var(hits)++;
	put_cpu_var(hits);
	return kmalloc(16, GFP_KERNEL);
}
