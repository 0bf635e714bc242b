// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Members of unnamed structs and unions belong to the named record around them.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
struct s { struct { int a; union { int b; long c; }; }; struct { int d; } named; };
typedef struct { int e; } t;
void f(struct s *p, t *q) {
  p->a = 1;
  p->c = 2;
  p->named.d = 3;
  q->e = 4;
}

// CHECK-DAG:  field s a: i32
// CHECK-DAG:  field s c: i64
// CHECK-DAG:  field s d: i32
// CHECK-DAG:  field t e: i32
// CHECK:      assign p->a = 1
// CHECK:      assign p->c = 2
// CHECK:      assign p->named.d = 3
// CHECK:      assign q->e = 4
