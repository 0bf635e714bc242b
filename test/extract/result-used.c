// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whether somebody looks at the result.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
int get(void);
int f(int c) {
  get();
  (void)get();
  for (get(); c; get())
    c = 0;
  c ? get() : get();
  return get(), ({ get(); }), 1;
}

// CHECK-NOT: used
// CHECK: exit
