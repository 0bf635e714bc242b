// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// REQUIRES: kalloc-run
// RUN: not %kalloc-run %s > %t; %FileCheck %s --implicit-check-not=gfp- < %t
// RUN: %kalloc-run --no-faults %s
//
// Every allocation fails once: one failure is not checked, one leaks what came before.
#include <linux/slab.h>

struct pair {
	char *a, *b;
};

int main(void)
{
	struct pair p;

	p.a = kmalloc(8, GFP_KERNEL);
	if (!p.a)
		return -1;
	p.b = kmalloc(8, GFP_KERNEL);
	if (!p.b)
		return -1;
	*p.b = 1;
	kfree(p.b);
	p.b = kzalloc(8, GFP_KERNEL);
	*p.b = 1;
	kfree(p.b);
	kfree(p.a);
	return 0;
}
// CHECK: faults.c:17: 8 bytes of 'kmalloc' were never given back [gfp-leak]
// CHECK-NEXT: faults.c:20: note: the allocation fails here
// CHECK: faults.c:26: 'kzalloc' failed, and its result is used [gfp-unchecked-alloc]
// CHECK: faults.c:25: note: 'kzalloc' returned NULL here
// CHECK: 2 violations on 4 paths, 3 failing allocations
