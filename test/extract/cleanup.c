// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Cleanups run at every way out of their scope, innermost first, after the value is fixed.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
struct s { int n; };
void put(struct s **p);
void unlock(int *l);
struct s *get(void);
int f(int c) {
  struct s *p __attribute__((cleanup(put))) = get();
  while (c) {
    int l __attribute__((cleanup(unlock))) = c;
    if (l == 1)
      return p->n;
    if (l == 2)
      break;
    c--;
  }
  return 0;
}

// CHECK:      assign p = $0
// CHECK:      deref p
// CHECK-NEXT: assign [[T:\$[0-9]+]]:i32 = p->n
// CHECK-NEXT: call unlock(&l) cleanup @1:13:7
// CHECK-NEXT: call put(&p) cleanup @1:13:7
// CHECK-NEXT: return [[T]]:i32
// CHECK-NEXT: exit
// CHECK:      call unlock(&l) cleanup @1:15:7
// CHECK:      assign c = (c - 1)
// CHECK-NEXT: call unlock(&l) cleanup @1:17:3
// CHECK:      call put(&p) cleanup @1:18:3
// CHECK-NEXT: return 0
