// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The parts of a known macro that is a && b say nothing by themselves, leaving it early does.
// RUN: %gfpcheck-facts --function=f --macro-api=preemptible %s -- | FileCheck %s
int count(void), irqs_off(void);
#define preemptible() (count() == 0 && !irqs_off())
int f(int c) {
  if (preemptible())
    return 1;
  return preemptible();
}

// CHECK:      b0:
// CHECK-NEXT: $0 call preemptible() gives i32 macro used
// CHECK-NEXT: branch
// CHECK-NEXT: goto [[B:b[0-9]+]]
// CHECK-NEXT: unless $0 goto [[NO:b[0-9]+]]
// CHECK:      [[B]]:
// CHECK-NEXT: branch
// CHECK-NEXT: if $0 goto [[YES:b[0-9]+]]
// CHECK-NEXT: unless $0 goto [[NO]]
// CHECK:      [[YES]]:
// CHECK-NEXT: return 1
// CHECK:      [[NO]]:
// CHECK-NEXT: $2 call preemptible() gives i32 macro used
// CHECK:      return $2
