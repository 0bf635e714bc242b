// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each arm of ?: assigns in its own block, so that what decided stays known.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
typedef unsigned gfp_t;
void use(gfp_t g);
void f(int atomic) {
  gfp_t g = atomic ? 0x820u : 0xcc0u;
  use(g);
}

// CHECK:      if atomic goto [[A:b[0-9]+]]
// CHECK-NEXT: unless atomic goto [[B:b[0-9]+]]
// CHECK:      [[A]]:
// CHECK-NEXT: assign $0:u32 = 2080:u32
// CHECK-NEXT: goto [[J:b[0-9]+]]
// CHECK:      [[B]]:
// CHECK-NEXT: assign $0:u32 = 3264:u32
// CHECK-NEXT: goto [[J]]
// CHECK:      [[J]]:
// CHECK-NEXT: assign g = $0:u32
// CHECK-NEXT: call use(g)
