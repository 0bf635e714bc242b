// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Flags and constants, macros or enumerators, as this translation unit has them.
// RUN: %gfpcheck-facts --all --gfp=__GFP_IO --gfp=GFP_KERNEL --gfp=GFP_NOIO --gfp=__GFP_GONE --constant=FLAG_X --constant=NOT_A_CONSTANT --constant=WITH_ARGUMENT %s -- | FileCheck %s
#define CONFIG_FRAME_WARN 1024
#define LINUX_VERSION_CODE 396401
#define BIT(n) (UL(1) << (n))
#define UL(x) (_UL(x))
#define _UL(x) (_AC(x, UL))
#define _AC(X, Y) __AC(X, Y)
#define __AC(X, Y) (X##Y)
#define __force
typedef unsigned gfp_t;
enum { ___GFP_IO_BIT = 6, FLAG_X = 1 << 3 };
#define ___GFP_IO BIT(___GFP_IO_BIT)
#define ___GFP_FS 0x80u
#define __GFP_IO ((__force gfp_t)___GFP_IO)
#define __GFP_FS ((__force gfp_t)___GFP_FS)
#define GFP_NOIO (__GFP_IO & ~__GFP_FS)
#define GFP_KERNEL (__GFP_IO | __GFP_FS)
#define NOT_A_CONSTANT (1 + f)
#define WITH_ARGUMENT(x) 1
int f;

// CHECK:      frame_warn 1024
// CHECK-NEXT: kernel_version 396401
// CHECK-NEXT: gfp "__GFP_IO" 64
// CHECK-NEXT: gfp "___GFP_IO" 64
// CHECK-NEXT: gfp "GFP_KERNEL" 192
// CHECK-NEXT: gfp "GFP_NOIO" 64
// CHECK-NEXT: constant "FLAG_X" 8
// CHECK-NOT:  constant
