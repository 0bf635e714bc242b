// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A guard made of a for loop: its body runs once and the cleanup behind it.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
struct lock { int x; };
typedef struct { struct lock *l; } class_t;
static inline class_t take(struct lock *l) { class_t c = { l }; return c; }
static inline void drop(class_t *c) {}
static inline void *ptr(class_t *c) { return c->l; }
#define scoped_guard(l) \
  for (class_t scope __attribute__((cleanup(drop))) = take(l), *done = (void *)0; \
       ptr(&scope) && !done; done = (void *)1)
void work(void);
void f(struct lock *l) {
  scoped_guard(l)
    work();
}

// CHECK:      $0 call take(l)
// CHECK-NEXT: assign scope = $0
// CHECK:      call ptr(&scope)
// CHECK:      call work()
// CHECK:      call drop(&scope) cleanup
// CHECK-NEXT: return
// CHECK-NEXT: exit
