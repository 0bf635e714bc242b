// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Per-CPU memory.
#include <linux/percpu.h>

struct counters {
	long hits;
};

void percpu_bad(struct counters **out)
{
	struct counters *c = alloc_percpu(struct counters);

	per_cpu_ptr(c, 0)->hits = 0; /* bug: gfp-unchecked-alloc */
	*out = c;
}

void percpu_ok(struct counters **out)
{
	struct counters *c = alloc_percpu(struct counters);

	if (c)
		per_cpu_ptr(c, 0)->hits = 0;
	*out = c;
}
