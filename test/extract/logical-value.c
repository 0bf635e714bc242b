// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The value of && is assigned on every way to where it is used.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
int f(int *p, int n) {
  int ok = p && *p > n;
  return ok;
}

// CHECK:      if p goto [[R:b[0-9]+]]
// CHECK-NEXT: unless p goto [[S:b[0-9]+]]
// CHECK:      [[R]]:
// CHECK-NEXT: deref p
// CHECK-NEXT: assign [[T:\$[0-9]+]]:i32 = (*p:i32 > n)
// CHECK:      [[S]]:
// CHECK-NEXT: assign [[T]]:i32 = 0
// CHECK:      assign ok = [[T]]:i32
