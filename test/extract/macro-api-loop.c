// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A known macro with a condition: the call first, then the condition as often as it runs.
// RUN: %gfpcheck-facts --function=f --macro-api=wait_event --macro-api=wait_value --macro-api=might_sleep %s -- | FileCheck %s
void prepare(int *q), schedule(void);
#define might_sleep() do { prepare(0); } while (0)
#define wait_event(wq, cond) do { might_sleep(); if (cond) break; \
  for (;;) { prepare(wq); if (cond) break; schedule(); } } while (0)
#define wait_value(wq, cond) ({ int __ret = 0; wait_event(wq, cond); __ret; })
int ready(int *);
int f(int *q) {
  wait_event(q, ready(q));
  return wait_value(q, *q);
}

// CHECK:      call wait_event(q, {{.*}}) macro
// CHECK-NOT:  prepare
// CHECK:      call ready(q)
// CHECK:      call ready(q)
// CHECK-NOT:  schedule
// CHECK:      [[T:\$[0-9]+]] call wait_value(q, *q:i32) gives i32 macro used
// CHECK-NOT:  prepare
// CHECK:      return [[T]]
