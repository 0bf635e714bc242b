// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// a ?: b evaluates a once; its value comes along the edge.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
int get(void);
int f(int b) {
  return get() ?: b;
}

// CHECK:      $0 call get() gives i32 used
// CHECK-NEXT: branch
// CHECK-NEXT: if $0 goto [[A:b[0-9]+]]
// CHECK-NEXT: unless $0 goto [[B:b[0-9]+]]
// CHECK:      [[A]]:
// CHECK-NEXT: assign $1:i32 = $0
// CHECK:      [[B]]:
// CHECK-NEXT: assign $1:i32 = b
// CHECK:      return $1:i32
