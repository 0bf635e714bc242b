// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Reading user memory may fault and sleep; with page faults disabled it cannot.
#include <linux/highmem.h>
#include <linux/preempt.h>
#include <linux/uaccess.h>

unsigned long pagefault_disabled_ok(void *to, const void *from, unsigned long n)
{
	unsigned long left;

	preempt_disable();
	pagefault_disable();
	left = copy_from_user(to, from, n);
	pagefault_enable();
	preempt_enable();
	return left;
}

unsigned long pagefault_enabled_bad(void *to, const void *from, unsigned long n)
{
	unsigned long left;

	preempt_disable();
	left = copy_from_user(to, from, n); /* bug: gfp-sleep-in-atomic */
	preempt_enable();
	return left;
}
