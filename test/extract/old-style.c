// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parameters in the old style, implicit int, an empty body.
// RUN: %gfpcheck-facts --function=f %s -- -std=gnu89 -w | FileCheck %s
f(a, b) int a; char b; { }

// CHECK:      params 2
// CHECK:      param a: i32 size 4
// CHECK:      param b: {{[iu]}}8 number 1
// CHECK:      b0:
// CHECK-NEXT: return @
// CHECK-NEXT: exit
