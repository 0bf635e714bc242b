// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The arm of an arm is an arm: one value for all of them.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
int f(int a, int b) {
  return a ? 1 : b ? 2 : 3;
}

// CHECK:      assign $0:i32 = 1
// CHECK:      assign $0:i32 = 2
// CHECK:      assign $0:i32 = 3
// CHECK-NOT:  assign
// CHECK:      return $0:i32
