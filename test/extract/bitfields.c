// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bit-fields are fields.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
struct s { unsigned ready : 1, mode : 3; };
int f(struct s *p) {
  p->ready = 1;
  return p->mode & 1;
}

// CHECK:      deref p
// CHECK-NEXT: assign p->ready = 1:u32
// CHECK:      return (<i32>p->mode & 1)
