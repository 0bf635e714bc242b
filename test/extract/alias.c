// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Another name of a function is a function that calls it. Declared again it is
// still one.
// RUN: %gfpcheck-facts %s -- | FileCheck %s
int target(int a, void *p) { return a; }
int other(int a, void *p) __attribute__((alias("target")));
int other(int a, void *p);
void nothing(void) {}
void soft(void) __attribute__((weak, alias("nothing")));

// CHECK:      function other {
// CHECK-NEXT:   at
// CHECK-NEXT:   is main
// CHECK-NEXT:   returns i32
// CHECK-NEXT:   params 2
// CHECK:        $0 call target(a, p) gives i32 used
// CHECK-NEXT:   $1 return $0
// CHECK-NEXT:   exit
// CHECK:      function soft {
// CHECK-NEXT:   at
// CHECK-NEXT:   is main weak
// CHECK-NEXT:   returns void
// CHECK:        $0 call nothing(){{ @|$}}
// CHECK-NEXT:   $1 return
// CHECK-NOT:  function
