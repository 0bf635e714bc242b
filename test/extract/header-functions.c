// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions of headers are made when they are asked for.
// RUN: %gfpcheck-facts --function=helper %s -- | FileCheck %s
# 1 "inline.h" 1
static inline int helper(int x) { return x + 1; }
# 20 "main.c" 2
int f(int x) { return helper(x); }

// CHECK:      function helper
// CHECK:      is static inline
// CHECK:      return (x + 1)
