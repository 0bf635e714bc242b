// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whose address is known elsewhere.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
void use(void *);
int f(int i) {
  int a, b, c[2], d[2];
  use(&a);
  use(c);
  b = i;
  d[0] = b;
  return d[0];
}

// CHECK:      local a: i32 size 4 align 4 taken
// CHECK-NEXT: local b: i32 size 4 align 4 @
// CHECK-NEXT: local c: arr size 8 align 4 taken
// CHECK-NEXT: local d: arr size 8 align 4 as
