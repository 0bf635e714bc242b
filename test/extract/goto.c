// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Labels and computed goto.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
int g(int);
int f(int n) {
  static void *table[] = { &&one, &&two };
again:
  if (g(n))
    goto again;
  goto *table[n];
one:
  return 1;
two:
  return 2;
}

// CHECK:      goto [[TOP:b[0-9]+]]
// CHECK-NEXT: [[TOP]]:
// CHECK-NEXT: $0 call g(n)
// CHECK-NEXT: branch
// CHECK-NEXT: if $0 goto [[TOP]]
// CHECK-NEXT: unless $0 goto [[OUT:b[0-9]+]]
// CHECK:      [[OUT]]:
// CHECK-NEXT: goto b
// CHECK-NEXT: goto b
// CHECK-DAG:  return 1
// CHECK-DAG:  return 2
