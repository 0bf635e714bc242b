// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One assignment for each field or element that is given.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
struct in { int a, b; };
struct s { unsigned flags; void (*cb)(int); struct in in; int arr[3]; union { int u; long v; }; };
void fn(int);
void f(void) {
  struct s x = { .flags = 7, .cb = fn, .in.b = 2, .arr = { [1] = 5 }, .v = 9 };
  int y[2] = { 1, 2 };
}

// CHECK:      declare x
// CHECK-NEXT: assign x.flags = 7:u32
// CHECK-NEXT: assign x.cb = @fn
// CHECK-NEXT: assign x.in.a = 0
// CHECK-NEXT: assign x.in.b = 2
// CHECK:      assign x.arr[1]:i32 = 5
// CHECK:      assign x.v = 9:i64
// CHECK:      declare y
// CHECK-NEXT: assign y[0]:i32 = 1
// CHECK-NEXT: assign y[1]:i32 = 2
