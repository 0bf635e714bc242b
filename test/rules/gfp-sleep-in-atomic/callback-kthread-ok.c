// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A kernel thread may sleep.
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/slab.h>

static int thread_ok(void *data)
{
	while (!kthread_should_stop()) {
		kfree(kmalloc(16, GFP_KERNEL));
		msleep(10);
	}
	return 0;
}

struct task_struct *thread_start_ok(void)
{
	return kthread_run(thread_ok, NULL, "mini");
}
