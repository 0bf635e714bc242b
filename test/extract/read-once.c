// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A volatile access through the address of x is x.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
#define READ_ONCE(x) (*(const volatile typeof(x) *)&(x))
#define WRITE_ONCE(x, v) do { *(volatile typeof(x) *)&(x) = (v); } while (0)
struct s { int n; };
int f(struct s *p, int i) {
  WRITE_ONCE(p->n, 3);
  return READ_ONCE(i) + READ_ONCE(p->n);
}

// CHECK-NOT:  param i{{.*}}taken
// CHECK:      deref p
// CHECK-NEXT: assign p->n = 3
// CHECK:      return (i + p->n)
