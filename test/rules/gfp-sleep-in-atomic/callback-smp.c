// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A function that other CPUs run in an interrupt.
#include <linux/slab.h>
#include <linux/smp.h>

static void ipi_bad(void *info)
{
	kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
}

static void ipi_ok(void *info)
{
	kfree(kmalloc(16, GFP_ATOMIC));
}

void smp_start_ok(void *info)
{
	smp_call_function(ipi_bad, info, 1);
	smp_call_function_single(1, ipi_ok, info, 1);
	on_each_cpu(ipi_ok, info, 1);
}
