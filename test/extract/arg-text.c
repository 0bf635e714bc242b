// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An argument is known as it is written, when all of it is written in the file.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
typedef unsigned gfp_t;
#define GFP_A ((gfp_t)1u)
#define GFP_B (GFP_A | 2u)
#define FIXED(p) take(p, GFP_B)
void take(void *p, gfp_t g);
void f(void *p) {
  take(p, GFP_B | GFP_A);
  take(p, GFP_B);
  FIXED(p);
}

// CHECK:      call take(p, 3:u32) text {{.*}} "p" text {{.*}} "GFP_B | GFP_A" in
// CHECK-NEXT: call take(p, 3:u32) text {{.*}} "p" text {{.*}} "GFP_B" in
// CHECK-NEXT: call take(p, 3:u32) from "FIXED" text {{.*}} "p" text 0:0:0 "" in
