// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The macros that a call came out of, outermost first; not those whose argument it is.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
typedef unsigned gfp_t;
void *kmalloc_noprof(unsigned long n, gfp_t f);
#define alloc_hooks(x) x
#define kmalloc(...) alloc_hooks(kmalloc_noprof(__VA_ARGS__))
#define my_alloc(n) kmalloc(n, 1)
#define WARN_ON(c) (!!(c))
void f(void) {
  kmalloc(1, 2);
  my_alloc(3);
  WARN_ON(!kmalloc(4, 5));
}

// CHECK:      call kmalloc_noprof(1:u64, 2:u32) from "kmalloc"
// CHECK-SAME: text 1:{{[0-9]+}}:{{[0-9]+}} "1" text 1:{{[0-9]+}}:{{[0-9]+}} "2"
// CHECK-NEXT: call kmalloc_noprof(3:u64, 1:u32) from "my_alloc" "kmalloc"
// CHECK-SAME: text 1:{{[0-9]+}}:{{[0-9]+}} "3" text 0:0:0 ""
// CHECK-NEXT: call kmalloc_noprof(4:u64, 5:u32) used from "kmalloc" text
