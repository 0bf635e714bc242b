// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %kernel-code %s
// REQUIRES: kalloc-run, linux-source
//
// Numbers for pointers, over radix trees and XArrays, with the nodes freed by RCU.
// KERNEL: lib/idr.c lib/radix-tree.c lib/xarray.c lib/radix-tree.h lib/bitmap.c
// HEADERS: idr radix-tree xarray bitmap bitmap-str
// PLANT: lib/idr.c | kfree(bitmap); | ;
// FINDS: gfp-leak
#include <linux/idr.h>
#include <linux/kernel.h>
#include <linux/slab.h>

extern void radix_tree_init(void);
extern struct kmem_cache *radix_tree_node_cachep;

int main(void)
{
	DEFINE_IDA(ida);
	DEFINE_IDR(idr);
	static int value[70];
	int i, id, n = 0;

	radix_tree_init();
	if (!radix_tree_node_cachep)
		return 0;
	for (i = 0; i < 70; i++) {
		id = idr_alloc(&idr, &value[i], 0, 0, GFP_KERNEL);
		if (id < 0)
			break;
		BUG_ON(idr_find(&idr, id) != &value[i]);
	}
	idr_destroy(&idr);
	for (i = 0; i < 70; i++) {
		id = ida_alloc_min(&ida, 100, GFP_KERNEL);
		if (id < 0)
			break;
		n++;
	}
	for (i = 0; i < n; i++)
		ida_free(&ida, 100 + i);
	ida_destroy(&ida);
	rcu_barrier();
	kmem_cache_destroy(radix_tree_node_cachep);
	return 0;
}
