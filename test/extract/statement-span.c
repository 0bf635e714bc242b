// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The range of a statement that something can be put behind.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
void *get(void);
int f(int c) {
  void *p = get();
  p = get();
  if (c)
    p = get();
  return get() == p;
}

// The ranges are byte offsets of "void *p = get();" and "p = get();".
// CHECK:      $0 call get() gives ptr used in 1:213:229 @
// CHECK:      call get() gives ptr used in 1:232:242 @
// CHECK:      call get() gives ptr used @
// CHECK:      call get() gives ptr used @
