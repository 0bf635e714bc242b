// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kinds, sizes and scopes of variables; parameters first.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
int global;
extern int table[];
struct big { char data[300]; };
int f(int a, struct big b, ...) {
  static int calls;
  char buf[64] __attribute__((aligned(32)));
  {
    struct big inner = b;
    global += table[a] + calls++ + inner.data[0];
  }
  {
    short other = a;
    global += other;
  }
  return buf[0];
}

// CHECK:      is main variadic
// CHECK:      params 2
// CHECK-NEXT: scope in 0
// CHECK-NEXT: scope in 0
// CHECK-NEXT: scope in 0
// CHECK-NEXT: param a: i32 size 4 align 4 @
// CHECK-NEXT: param b: rec{big} number 1 size 300
// CHECK-DAG:  local buf: arr size 64 align 32 as "char[64]"
// CHECK-DAG:  local inner: rec{big} size 300 scope 1 as "struct big"
// CHECK-DAG:  local other: i16 size 2 align 2 scope 2
// CHECK-DAG:  static calls: i32
// CHECK-DAG:  global global: i32
// CHECK-DAG:  global table: arr
