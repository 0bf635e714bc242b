// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Variables with the same name are told apart by their numbers.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
int f(int x) {
  {
    int x = 2;
    x++;
  }
  return x;
}

// CHECK:      assign x#1 = 2
// CHECK-NEXT: assign x#1 = (x#1 + 1)
// CHECK-NEXT: return x#0
