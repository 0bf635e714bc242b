// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// container_of is the pointer minus a constant, without a temp.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
#define offsetof(t, m) __builtin_offsetof(t, m)
#define container_of(ptr, type, member) ({ \
  void *__mptr = (void *)(ptr); \
  _Static_assert(1, "type"); \
  ((type *)(__mptr - offsetof(type, member))); })
struct node { struct node *next; };
struct box { long a; struct node n; };
void put(struct box *b);
void f(struct node *n) {
  put(container_of(n, struct box, n));
}

// CHECK:      b0:
// CHECK-NEXT: $0 call put((n - 8:u64):ptr) text
