// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A member whose address is that of the record says so.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
struct base { int kind; int more; };
struct state { struct base base; int last; };
union either { int one; long two; };
void f(struct state *s, union either *u) {
  s->base.kind = 1;
  s->base.more = 2;
  s->last = 3;
  u->one = 4;
  u->two = 5;
}

// CHECK-DAG:  field base kind: i32 first{{$}}
// CHECK-DAG:  field base more: i32{{$}}
// CHECK-DAG:  field state base: rec{base} first{{$}}
// CHECK-DAG:  field state last: i32{{$}}
// CHECK-DAG:  field either one: i32 first{{$}}
// CHECK-DAG:  field either two: i64 first{{$}}
