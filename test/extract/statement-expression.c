// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The value of ({ }) is that of its last expression; what does not need a temp gets none.
// RUN: %gfpcheck-facts  %s -- | FileCheck %s
int get(void);
int f(int n) {
  return ({ int x = get(); x += n; x; });
}
int g(int n) {
  return ({ get(); n; });
}

// CHECK:      function f
// CHECK:      $0 call get()
// CHECK-NEXT: assign x = $0
// CHECK-NEXT: assign x = (x + n)
// CHECK-NEXT: assign [[T:\$[0-9]+]]:i32 = x
// CHECK-NEXT: return [[T]]:i32
// CHECK:      function g
// CHECK:      $0 call get()
// CHECK-NEXT: return n
