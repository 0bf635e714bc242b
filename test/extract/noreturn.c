// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What does not return has no edges and is no exit.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
_Noreturn void die(void);
#define BUG() do { __asm__ volatile("ud2"); __builtin_unreachable(); } while (0)
int f(int a) {
  if (a == 1)
    die();
  if (a == 2)
    BUG();
  return a;
}

// CHECK:      if (a == 1) goto [[D:b[0-9]+]]
// CHECK:      [[D]]:
// CHECK-NEXT: call die()
// CHECK-NEXT: b{{[0-9]+}}:
// CHECK:      if (a == 2) goto [[U:b[0-9]+]]
// CHECK:      [[U]]:
// CHECK-NEXT: b{{[0-9]+}}:
// CHECK-NEXT: return a
// CHECK-NEXT: exit
