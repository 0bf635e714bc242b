// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Without memory the work is done by hand, and NULL says that it is done: no
// failure to the caller. Counting failures is no work.
#include <linux/slab.h>

struct job {
	int id;
};

struct engine {
	struct job *(*start)(const u8 *from, u8 *to, size_t len);
	int missed;
	bool running;	/* what was asked for is being done by the engine */
};

static struct job *mix(struct engine *e, const u8 *a, u8 *b, size_t len)
{
	u8 *bounce = NULL;

	if (e)
		bounce = kmalloc(len, GFP_NOWAIT);
	if (bounce) {
		struct job *j = e->start(a, bounce, len);

		if (j)
			return j;
		kfree(bounce);
	}
	while (len--) {
		*b = *a ^ 0x1d;
		a++;
		b++;
	}
	return NULL;
}

static struct job *try_mix(struct engine *e, const u8 *a, size_t len)
{
	u8 *bounce = kmalloc(len, GFP_NOWAIT);

	if (!bounce) {
		e->missed = e->missed + 1;
		return NULL;
	}
	return e->start(a, bounce, len);
}

int does_without_ok(struct engine *e, const u8 *a, u8 *b, size_t len)
{
	struct job *j = mix(e, a, b, len);

	if (e && e->running)
		return j->id;
	return 0;
}

int fails_bad(struct engine *e, const u8 *a, size_t len)
{
	struct job *j = try_mix(e, a, len);

	return j->id; /* bug: gfp-unchecked-alloc */
}
