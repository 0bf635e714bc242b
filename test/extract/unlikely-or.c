// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A branch on a value that && or || just made is a branch on the operands.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
#define unlikely(x) __builtin_expect(!!(x), 0)
int f(int *p, int *q) {
  if (unlikely(!p || !q))
    return 1;
  return 0;
}

// CHECK:      b0:
// CHECK-NEXT: branch
// CHECK-NEXT: if !p goto [[BAD:b[0-9]+]]
// CHECK-NEXT: unless !p goto [[REST:b[0-9]+]]
// CHECK:      [[REST]]:
// CHECK-NEXT: branch
// CHECK-NEXT: if !q goto [[BAD]]
// CHECK-NOT:  assign
// CHECK:      [[BAD]]:
// CHECK-NEXT: return 1
