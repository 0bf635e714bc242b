// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Branch hints are looked through, together with the !! that they contain.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
int f(int *p, int *q) {
  if (unlikely(!p))
    return 1;
  if (likely(q))
    return 2;
  return 3;
}

// CHECK:      if !p goto b1
// CHECK-NEXT: unless !p goto b2
// CHECK:      if q goto b3
// CHECK-NEXT: unless q goto b4
