// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Inline functions and macros of headers that set up what they are given.
#include <linux/completion.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct job {
	struct completion done;
	struct work_struct work;
};

static void job_run(struct work_struct *w)
{
	complete(&container_of(w, struct job, work)->done);
}

struct job *init_inline_bad(void)
{
	struct job *j = kmalloc(sizeof(*j), GFP_KERNEL);

	init_completion(&j->done); /* bug: gfp-unchecked-alloc */
	return j;
}

struct job *init_macro_bad(void)
{
	struct job *j = kmalloc(sizeof(*j), GFP_KERNEL);

	INIT_WORK(&j->work, job_run); /* bug: gfp-unchecked-alloc */
	return j;
}

struct job *init_ok(void)
{
	struct job *j = kmalloc(sizeof(*j), GFP_KERNEL);

	if (!j)
		return NULL;
	init_completion(&j->done);
	INIT_WORK(&j->work, job_run);
	return j;
}
