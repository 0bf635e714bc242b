// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Only the chosen association of _Generic and the chosen arm of a builtin choice are evaluated.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
int g(int), h(long);
int f(int x) {
  return _Generic(x, int: g(1), long: h(2)) + __builtin_choose_expr(0, g(3), h(4));
}

// CHECK:      b0:
// CHECK-NEXT: $0 call g(1)
// CHECK-NEXT: $1 call h(4:i64)
// CHECK-NEXT: return ($0 + $1)
