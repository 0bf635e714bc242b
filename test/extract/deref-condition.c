// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Dereferences inside conditions stand before the branch they decide.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
struct s { int n; };
int f(struct s *p) {
  if (p && p->n)
    return 1;
  return 0;
}

// CHECK:      if p goto [[B:b[0-9]+]]
// CHECK:      [[B]]:
// CHECK-NEXT: deref p
// CHECK-NEXT: branch
// CHECK-NEXT: if p->n goto
