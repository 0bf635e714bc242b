// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// && and || are edges.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
int f(int a, int b, int c) {
  if ((a || b) && c)
    return 1;
  return 0;
}

// CHECK:      b0:
// CHECK:      if a goto [[C:b[0-9]+]]
// CHECK-NEXT: unless a goto [[B:b[0-9]+]]
// CHECK-DAG:  if b goto [[C]]
// CHECK-DAG:  unless b goto [[NO:b[0-9]+]]
// CHECK-DAG:  if c goto [[YES:b[0-9]+]]
// CHECK-DAG:  unless c goto [[NO]]
// CHECK:      [[YES]]:
// CHECK-NEXT: return 1
// CHECK:      [[NO]]:
// CHECK-NEXT: return 0
