// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Casts show only where the value can change.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
struct s;
void use(unsigned long, unsigned char, int, void *, _Bool);
void f(int i, unsigned u, unsigned char c, struct s *s) {
  use(u, i, c, s, i);
  use((unsigned long)s, (unsigned char)u, (int)c, (void *)(unsigned long)s, !i);
}

// CHECK:      call use(u, <u8>i, c, s, (i != 0))
// CHECK-NEXT: call use(s, <u8>u, c, s, !i)
