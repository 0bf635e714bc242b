// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %kernel-code %s
// REQUIRES: kalloc-run, linux-source
//
// An allocator for memory of devices, which itself needs memory.
// KERNEL: lib/genalloc.c lib/bitmap.c
// HEADERS: genalloc bitmap bitmap-str
// PLANT: lib/genalloc.c | if (unlikely(chunk == NULL)) | if (0)
// FINDS: gfp-unchecked-alloc
#include <linux/genalloc.h>
#include <linux/kernel.h>

int main(void)
{
	struct gen_pool *pool = gen_pool_create(5, -1);
	unsigned long a, b;

	if (!pool)
		return 0;
	if (!gen_pool_add(pool, 0x10000, 4096, -1)) {
		a = gen_pool_alloc(pool, 100);
		b = gen_pool_alloc(pool, 100);
		BUG_ON(!a || !b || a == b);
		gen_pool_free(pool, a, 100);
		gen_pool_free(pool, b, 100);
	}
	gen_pool_destroy(pool);
	return 0;
}
