// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Branches that are decided leave one way.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
int g(void);
int f(int n) {
  if (0)
    g();
  if (sizeof(long) == 8)
    n++;
  while (1)
    if (__builtin_constant_p(n))
      return g();
    else
      return n;
}

// CHECK:      b0:
// CHECK-NEXT: assign n = (n + 1)
// CHECK-NEXT: return n
// CHECK-NEXT: exit
// CHECK-NOT:  call
