// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions stored in records, by initialisers and assignments.
// RUN: %gfpcheck-facts --bindings %s -- | FileCheck %s
struct ops { int (*open)(int); int (*close)(int); };
struct drv { struct ops o; const struct ops *p; struct { int (*poll)(int); } in; };
typedef struct { int (*cb)(int); } tab_t;
static int a(int x) { return x; }
static int b(int x) { return x; }
static const struct ops file_ops = { .open = a, b };
static struct drv list[] = { { .o.close = &b }, { .p = &(struct ops){ .open = a } } };
static tab_t tab = { (void *)a };
static int (*bare[])(int) = { a };
void f(struct drv *d, int c) {
  static struct drv own = { .in = { .poll = b } };
  struct ops local = { .close = a };
  d->o.open = c ? a : b;
  d->in.poll = b;
  (void)own; (void)local;
}

// CHECK:      binding record "ops" field "open" function "a" object "file_ops" @1:9:46
// CHECK-NEXT: binding record "ops" field "close" function "b" object "file_ops"
// CHECK-NEXT: binding record "ops" field "close" function "b" object "list"
// CHECK-NEXT: binding record "ops" field "open" function "a" object "list"
// CHECK-NEXT: binding record "tab_t" field "cb" function "a" object "tab"
// CHECK-NEXT: binding function "a" object "bare"
// CHECK-NEXT: binding record "drv" field "poll" function "b" object "own" in "f"
// CHECK-NEXT: binding record "ops" field "close" function "a" object "local" in "f"
// CHECK-NEXT: binding record "ops" field "open" function "a" in "f"
// CHECK-NEXT: binding record "ops" field "open" function "b" in "f"
// CHECK-NEXT: binding record "drv" field "poll" function "b" in "f"
