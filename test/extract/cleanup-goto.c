// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// goto out of a scope runs the cleanups of that scope only.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
void unlock(int *l);
int f(int c) {
  int outer __attribute__((cleanup(unlock))) = 1;
  {
    int inner __attribute__((cleanup(unlock))) = 2;
    if (c)
      goto out;
  }
  c = 5;
out:
  return c;
}

// CHECK:      if c goto [[GO:b[0-9]+]]
// CHECK:      [[GO]]:
// CHECK-NEXT: call unlock(&inner) cleanup
// CHECK-NEXT: goto [[OUT:b[0-9]+]]
// CHECK:      call unlock(&inner) cleanup
// CHECK-NEXT: assign c = 5
// CHECK:      [[OUT]]:
// CHECK-NEXT: call unlock(&outer) cleanup
// CHECK-NEXT: return c
