// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Static, init, variadic, address taken; the unique name of a static function.
// RUN: %gfpcheck-facts  %s -- | FileCheck %s
static int __attribute__((section(".init.text"))) setup(void) { return 0; }
int (*hook)(void) = setup;
int f(void) { return setup(); }
static int __attribute__((noinline)) apart(void) { return f(); }
int g(void) { return apart(); }

// CHECK:      function setup
// CHECK-NEXT: unique "{{.*}}function-properties.c:setup"
// CHECK:      is static main init taken
// CHECK:      function f
// CHECK-NEXT: at
// CHECK-NEXT: is main
// CHECK-NEXT: returns i32
// CHECK:      function apart
// CHECK:      is static main noinline
