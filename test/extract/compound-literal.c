// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A compound literal is a variable without a name; assigning one assigns the fields.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
struct s { int a; void *p; };
void use(struct s *);
void f(struct s *s, void *q) {
  use(&(struct s){ .a = 1, .p = q });
  *s = (struct s){ .a = 2 };
}

// CHECK:      local "": rec{s}
// CHECK:      assign #[[#V:]].a = 1
// CHECK-NEXT: assign #[[#V]].p = q
// CHECK-NEXT: call use(&#[[#V]])
// CHECK:      deref s
// CHECK-NEXT: assign s->a = 2
// CHECK-NEXT: assign s->p = null
