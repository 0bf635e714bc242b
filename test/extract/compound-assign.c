// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// x op= y and ++ are assignments of an operator; the value of x++ is what x was.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
int f(int x, unsigned char c, int *p) {
  x <<= 2;
  c |= 0x100;
  *p++ = x--;
  return ++x;
}

// CHECK:      assign x = (x << 2)
// CHECK-NEXT: assign c = <u8>(c | 256)
// CHECK:      assign x = (x - 1)
// CHECK:      assign p = (p + 1)
// CHECK:      deref (p - 1)
// CHECK-NEXT: assign *(p - 1):i32 = (x + 1)
// CHECK:      assign x = (x + 1)
// CHECK-NEXT: return x
