// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// get_cpu() disables preemption until put_cpu().
#include <linux/slab.h>
#include <linux/smp.h>

static int owner[64];

void *get_cpu_bad(void)
{
	int cpu = get_cpu();
	void *p;

	owner[cpu]++;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	put_cpu();
	return p;
}

void *get_cpu_ok(void)
{
	int cpu = get_cpu();

	owner[cpu]++;
	put_cpu();
	return kmalloc(16, GFP_KERNEL);
}
