// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// REQUIRES: kalloc-run
// RUN: not %kalloc-run --no-faults %s > %t; %FileCheck %s --implicit-check-not=gfp- < %t
//
// Memory used and freed wrongly, one mistake on each path of choose().
#include <kalloc/sim.h>
#include <linux/device.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

static struct device dev;

static void twice(void)
{
	char *p = kmalloc(8, GFP_KERNEL);

	kfree(p);
	kfree(p); // CHECK-DAG: memory.c:[[#@LINE]]: 'kfree' frees memory that is free already [gfp-double-free]
}

static char after(void)
{
	char *p = kmalloc(8, GFP_KERNEL);

	kfree(p);
	return p[3]; // CHECK-DAG: memory.c:[[#@LINE]]: memory is used after it was freed: byte 3 of an object of 'kmalloc' [gfp-use-after-free]
}

static char beyond(void)
{
	char *p = kmalloc(64, GFP_KERNEL);

	return p[64]; // CHECK-DAG: memory.c:[[#@LINE]]: memory is used beyond its end of 'kmalloc': 0 bytes behind an object of 64 [gfp-use-after-free]
}

static void family(void)
{
	kfree(vmalloc(64)); // CHECK-DAG: memory.c:[[#@LINE]]: 'kfree' frees memory of another family (vmalloc) [gfp-mismatched-free]
}

static void managed(void)
{
	kfree(devm_kzalloc(&dev, 8, GFP_KERNEL)); // CHECK-DAG: memory.c:[[#@LINE]]: 'kfree' frees the inside of an object [gfp-mismatched-free]
}

static void stack(void)
{
	char local[8];

	kfree(local); // CHECK-DAG: memory.c:[[#@LINE]]: 'kfree' frees memory on the stack [gfp-mismatched-free]
}

int main(void)
{
	switch (choose(6)) {
	case 0:
		twice();
		break;
	case 1:
		return after();
	case 2:
		return beyond();
	case 3:
		family();
		break;
	case 4:
		managed();
		break;
	default:
		stack();
	}
	return 0;
}
// CHECK: 6 violations on 6 paths
