// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Members, elements and what pointers point at, read, written and addressed.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
struct in { int v[4]; };
struct dev { struct in a; struct in *b; int x; };
void use(void *, void *, void *);
void f(struct dev *p, struct dev d, int i) {
  p->a.v[i] = d.x;
  p->b->v[2] = (*p).x;
  d.a.v[1] = p[3].x;
  *p->b = d.a;
  use(&p->a.v[i], p->a.v, &d);
}

// CHECK:      assign p->a.v[i]:i32 = d.x
// CHECK:      assign p->b->v[2]:i32 = p->x
// CHECK:      assign d.a.v[1]:i32 = (*p)[3].x
// CHECK:      assign *p->b = d.a
// CHECK:      call use(&(p->a.v[i]:i32), &p->a.v, &d)
