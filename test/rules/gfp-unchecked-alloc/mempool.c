// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A mempool that may wait never fails; one that may not, can.
#include <linux/mempool.h>

void mempool_wait_ok(mempool_t *pool)
{
	int *p = mempool_alloc(pool, GFP_NOIO);

	*p = 1;
	mempool_free(p, pool);
}

void mempool_atomic_bad(mempool_t *pool)
{
	int *p = mempool_alloc(pool, GFP_ATOMIC);

	*p = 1; /* bug: gfp-unchecked-alloc */
	mempool_free(p, pool);
}

void mempool_atomic_ok(mempool_t *pool)
{
	int *p = mempool_alloc(pool, GFP_ATOMIC);

	if (!p)
		return;
	*p = 1;
	mempool_free(p, pool);
}
