// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Enumerators, sizes, characters, null pointers and their arithmetic are constants.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
enum e { A = 3, B };
struct s { int x; long y; };
void use(long, long, long, void *, void *, unsigned);
void f(void) {
  use(B, sizeof(struct s), 'x', 0, (void *)0, ~0u & 0xff00u >> 4);
  use(__builtin_offsetof(struct s, y), -1L, 2 > 1, (void *)-1L, "text", (unsigned)-1);
}

// CHECK:      call use(4:i64, 16:i64, 120:i64, null, null, 4080:u32)
// CHECK-NEXT: call use(8:i64, -1:i64, 1:i64, -1:ptr, "text", 4294967295:u32)
