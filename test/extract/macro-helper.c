// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A variable that a macro makes to evaluate its argument once reads as the argument.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
#define check(c) ({ int __r = !!(c); if (__r) warn(); __r; })
void warn(void);
int f(int *p) {
  if (check(!p))
    return 1;
  return 0;
}

// CHECK:      b0:
// CHECK-NEXT: branch
// CHECK-NEXT: if !p goto b1
// CHECK-NEXT: unless !p goto b2
// CHECK:      b1:
// CHECK-NEXT: call warn()
// CHECK-NOT:  __r
// CHECK:      if !p goto
