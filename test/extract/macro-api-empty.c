// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A known macro has its place even if it expands to nothing.
// RUN: %gfpcheck-facts --function=f --macro-api=might_sleep --macro-api=might_alloc --macro-api=note %s -- | FileCheck %s
#define might_sleep()
#define might_alloc(g) do { } while (0)
#define note(x) ((void)(x))
void work(void);
void f(int gfp) {
  work();
  might_sleep();
  work();
  might_alloc(gfp);
  work();
  note(gfp);
}

// CHECK:      $0 call work()
// CHECK-NEXT: $1 call might_sleep() macro
// CHECK-NEXT: $2 call work()
// CHECK-NEXT: $3 call might_alloc(
// CHECK-SAME: macro
// CHECK-NEXT: $4 call work()
// CHECK-NEXT: $5 call note(gfp) macro
