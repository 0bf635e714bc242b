// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Direct calls, calls through pointers, variadic calls, nested calls.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
struct ops { int (*open)(int); };
int g(int, ...);
int (*hook)(int);
void f(struct ops *o, int (*fn)(int)) {
  g(g(1), 2, 3);
  o->open(4);
  (*fn)(5);
  hook(6);
  (&g)(7);
}

// CHECK:      $0 call g(1) gives i32 used
// CHECK-NEXT: $1 call g($0, 2, 3)
// CHECK-NEXT: $2 deref o
// CHECK-NEXT: $3 call through o->open (4)
// CHECK-NEXT: $4 call through fn (5)
// CHECK-NEXT: $5 call through hook (6)
// CHECK-NEXT: $6 call g(7)
