// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One edge for each label, ranges included, and one for the rest.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
int f(unsigned char n) {
  switch (n) {
  case 1:
    n = 2;
  case 2 ... 4:
    return n;
  default:
    return 0;
  }
}

// CHECK:      if (n == 1) goto [[ONE:b[0-9]+]]
// CHECK-NEXT: if ((n >= 2) && (n <= 4)) goto [[TWO:b[0-9]+]]
// CHECK-NEXT: none of (n == 1), ((n >= 2) && (n <= 4)) goto [[REST:b[0-9]+]]
// CHECK:      [[ONE]]:
// CHECK-NEXT: assign n = 2
// CHECK-NEXT: goto [[TWO]]
// CHECK:      [[TWO]]:
// CHECK-NEXT: return n
// CHECK:      [[REST]]:
// CHECK-NEXT: return 0
