// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Ownership taken out of a cleanup variable: the value first, then the null.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
void put(void *p);
static inline void free_put(void **p) { if (*p) put(*p); }
void *get(void);
#define no_free_ptr(p) ({ __auto_type __ptr = (p); (p) = (void *)0; __ptr; })
void *f(void) {
  void *p __attribute__((cleanup(free_put))) = get();
  if (!p)
    return (void *)0;
  return no_free_ptr(p);
}

// CHECK:      assign p = $0
// CHECK:      call free_put(&p) cleanup
// CHECK-NEXT: return null
// CHECK:      assign __ptr = p
// CHECK-NEXT: assign p = null
// CHECK-NEXT: assign [[T:\$[0-9]+]]:ptr = __ptr
// CHECK-NEXT: call free_put(&p) cleanup
// CHECK-NEXT: return [[T]]:ptr
