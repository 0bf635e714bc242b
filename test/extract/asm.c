// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Outputs of inline assembly get an unknown value; asm goto may go anywhere.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
struct s { int n; };
int f(struct s *p) {
  int v = 1;
  __asm__ volatile("op %0" : "=r"(v), "+m"(p->n) : "r"(2));
  __asm__ goto("op" : : : : out);
  return v;
out:
  return 0;
}

// CHECK:      assign v = 1
// CHECK-NEXT: assign v = ?{{[0-9]+}}
// CHECK:      deref p
// CHECK-NEXT: assign p->n = ?{{[0-9]+}}
// CHECK-NEXT: goto [[A:b[0-9]+]]
// CHECK-NEXT: goto [[B:b[0-9]+]]
// CHECK:      [[A]]:
// CHECK-NEXT: return
// CHECK:      [[B]]:
// CHECK-NEXT: return
