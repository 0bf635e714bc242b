// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A macro that rules know is one call, with its arguments, and hides the calls of its body.
// RUN: %gfpcheck-facts --function=f --macro-api=might_sleep --macro-api=might_sleep_if --macro-api=in_context %s -- | FileCheck %s
void __sleep(const char *file, int line);
int test(int);
#define might_sleep() do { __sleep(__FILE__, __LINE__); } while (0)
#define might_sleep_if(c) do { if (c) might_sleep(); } while (0)
#define in_context() (test(0) & 0xff)
void work(void);
void f(int gfp, int n) {
  might_sleep();
  might_sleep_if(gfp & 4);
  if (in_context())
    work();
  might_sleep_if(test(n));
}

// CHECK:      $0 call might_sleep() macro @1:[[#@LINE-7]]:3
// CHECK-NEXT: $1 call might_sleep_if((gfp & 4)) macro @1:[[#@LINE-7]]:3
// CHECK:      call in_context() gives i32 macro used
// CHECK-NEXT: branch
// CHECK-NEXT: if $2 goto
// CHECK:      call work()
// CHECK:      call test(n) gives i32
// CHECK:      call might_sleep_if($4) macro
// CHECK-NOT:  __sleep
