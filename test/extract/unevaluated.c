// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operands of sizeof, typeof and __builtin_constant_p are not evaluated.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
int g(void);
int f(int *p) {
  typeof(g()) x = sizeof(g()) + sizeof(*p);
  return x + __builtin_constant_p(*p + g());
}

// CHECK-NOT:  deref
// CHECK-NOT:  call
// CHECK:      return x
