// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %kernel-code %s
// REQUIRES: kalloc-run, linux-source
//
// Sets of bits.
// KERNEL: lib/bitmap.c
// HEADERS: bitmap bitmap-str
// PLANT: lib/bitmap.c | kfree(bitmap); | ;
// FINDS: gfp-leak
#include <linux/bitmap.h>
#include <linux/kernel.h>

int main(void)
{
	unsigned long *bits = bitmap_zalloc(200, GFP_KERNEL);
	unsigned long *copy = bitmap_alloc(200, GFP_KERNEL);

	if (bits && copy) {
		bitmap_set(bits, 60, 80);
		bitmap_copy(copy, bits, 200);
		bitmap_clear(copy, 60, 80);
		BUG_ON(bitmap_weight(bits, 200) != 80 || !bitmap_empty(copy, 200));
		BUG_ON(bitmap_find_next_zero_area(bits, 200, 0, 61, 0) != 140 - 0 && bitmap_full(bits, 200));
	}
	bitmap_free(copy);
	bitmap_free(bits);
	return 0;
}
