// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The assignment is an event, the condition is about what was assigned.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
void *get(void);
int f(void) {
  void *p;
  if (!(p = get()))
    return 1;
  return 0;
}

// CHECK:      declare p
// CHECK-NEXT: $1 call get() gives ptr used
// CHECK-NEXT: $2 assign p = $1
// CHECK-NEXT: branch
// CHECK-NEXT: if !p goto b1
// CHECK-NEXT: unless !p goto b2
// CHECK:      b1:
// CHECK-NEXT: return 1
// CHECK-NEXT: exit
// CHECK:      b2:
// CHECK-NEXT: return 0
