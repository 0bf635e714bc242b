// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A large array becomes an allocation, freed on every way out.
// RUN: %gfpcheck-facts --heap=get,put,-12 %s -- | FileCheck %s
void *get(unsigned long n, int flags);
void put(void *);
int fill(unsigned *b, int n);
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
int f(int n) {
  unsigned buf[2 + 300];
  int ret;
  ret = fill(buf, n);
  if (ret < 0)
    return ret;
  if (n == 3) { return 2; }
out:
  return ret;
}
int measured(int n) {
  unsigned buf[300];
  int ret = 0;
  ret = fill(buf, sizeof(buf));
  if (ret)
    return ret;
  return 0;
}
int counted(void) {
  unsigned buf[300];
  int ret;
  ret = fill(buf, COUNT(buf));
  if (ret)
    return ret;
  return 0;
}
int aliased(int n) {
  unsigned buf[300], other[300];
  if (n)
    return -1;
  return fill(buf, n);
}

// CHECK:      function f {
// CHECK:      fix 1 "allocate buf with get and free it on every way out"
// CHECK-SAME: edit 1:{{[0-9]+:[0-9]+}} "unsigned *buf;"
// CHECK-SAME: edit 1:{{[0-9]+:[0-9]+}} "buf = get((2 + 300) * sizeof(*buf), %);\0A  if (!buf)\0A  \09return -12;\0A  "
// CHECK-SAME: edit 1:{{[0-9]+:[0-9]+}} " {\0A    put(buf);\0A    "
// CHECK-SAME: edit 1:{{[0-9]+:[0-9]+}} "\0A  }"
// CHECK-SAME: edit 1:{{[0-9]+:[0-9]+}} "put(buf); "
// CHECK-SAME: edit 1:{{[0-9]+:[0-9]+}} "put(buf);\0A  "
// CHECK:      function measured {
// CHECK:      fix 1 "allocate buf
// CHECK-SAME: edit 1:{{[0-9]+:[0-9]+}} "(300 * sizeof(*buf))"
// CHECK:      function counted {
// CHECK-NOT:  fix
// CHECK:      function aliased {
// CHECK-NOT:  fix
