// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A dereference for each pointer that is followed, in order, and none for what only computes an address.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
struct s { struct s *next; int n; int a[4]; };
int use(void *, unsigned long);
int f(struct s *p) {
  use(&p->n, sizeof(p->next->n));
  use(p->a, sizeof(*p));
  return p->next->n;
}

// CHECK:      b0:
// CHECK-NEXT: $0 call use(&p->n, 4:u64)
// CHECK-NEXT: $1 call use(&p->a, 32:u64)
// CHECK-NEXT: $2 deref p
// CHECK-NEXT: $3 deref p->next
// CHECK-NEXT: $4 return p->next->n
