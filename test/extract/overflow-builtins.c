// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The checked sum goes through the pointer.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
int f(unsigned long a, unsigned long b, unsigned long *out) {
  unsigned long n;
  if (__builtin_mul_overflow(a, b, &n))
    return 1;
  __builtin_add_overflow(n, 4, out);
  return 0;
}

// CHECK:      assign n = (a * b)
// CHECK-NEXT: branch
// CHECK-NEXT: if ?
// CHECK:      deref out
// CHECK-NEXT: assign *out:u64 = (n + 4:u64)
