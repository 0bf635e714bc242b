// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// p + i stays arithmetic; *(p + i) is p[i].
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
void use(int *);
int f(int *p, int i) {
  int a[4];
  use(p + i);
  use(a + 1);
  use(&p[i]);
  return *(p + i) + *a + i[a];
}

// CHECK:      call use((p + i))
// CHECK-NEXT: call use((&a + 1))
// CHECK-NEXT: call use(&((*p:i32)[i]:i32))
// CHECK-NEXT: deref p
// CHECK-NEXT: return (((*p:i32)[i]:i32 + a[0]:i32) + a[i]:i32)
