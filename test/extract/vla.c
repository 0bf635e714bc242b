// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays of variable size and alloca.
// RUN: %gfpcheck-facts --function=f %s -- | FileCheck %s
void use(void *);
void f(int n) {
  char vla[n];
  use(vla);
  use(__builtin_alloca(n));
}

// CHECK-DAG:  local vla: arr vla taken as "char[n]"
// CHECK-DAG:  local alloca: arr vla taken
// CHECK:      declare vla
// CHECK:      call use(&vla)
// CHECK:      call __builtin_alloca(
