// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A body that does not compile is said to be incomplete; the others are not.
// RUN: not %gfpcheck-facts %s -- | FileCheck %s
int bad(int x) { return x + undeclared; }
int good(int x) { return x; }

// CHECK:      function bad
// CHECK:      incomplete "the body does not compile"
// CHECK:      function good
// CHECK-NOT:  incomplete
// CHECK:      return x
