// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A helper variable keeps the old value when the argument changes meanwhile.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
#define exchange(p, v) ({ int __old = *(p); *(p) = (v); __old; })
int f(int *p) {
  return exchange(p, 1);
}

// CHECK:      deref p
// CHECK-NEXT: assign __old = *p:i32
// CHECK:      assign *p:i32 = 1
// CHECK-NEXT: assign [[T:\$[0-9]+]]:i32 = __old
// CHECK-NEXT: return [[T]]:i32
