// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops are edges back.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
void g(int);
void f(int n) {
  for (int i = 0; i < n; i++) {
    if (i == 3)
      continue;
    if (i == 7)
      break;
    g(i);
  }
  do
    n--;
  while (n > 0 && n != 5);
}

// CHECK:      assign i = 0
// CHECK-NEXT: goto [[HEAD:b[0-9]+]]
// CHECK:      [[HEAD]]:
// CHECK-NEXT: branch
// CHECK-NEXT: if (i < n) goto
// CHECK-NEXT: unless (i < n) goto [[DO:b[0-9]+]]
// CHECK:      call g(i)
// CHECK:      assign i = (i + 1)
// CHECK-NEXT: goto [[HEAD]]
// CHECK:      [[DO]]:
// CHECK-NEXT: assign n = (n - 1)
// CHECK-NEXT: branch
// CHECK-NEXT: if (n > 0) goto [[AND:b[0-9]+]]
// CHECK:      [[AND]]:
// CHECK-NEXT: branch
// CHECK-NEXT: if (n != 5) goto [[DO]]
