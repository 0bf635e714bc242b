/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_KMEMLEAK_H
#define _KALLOC_LINUX_KMEMLEAK_H

/* The oracle finds leaks itself. */
#define kmemleak_alloc(p, size, min, gfp) ((void)(p))
#define kmemleak_free(p) ((void)(p))
#define kmemleak_update_trace(p) ((void)(p))
#define kmemleak_ignore(p) ((void)(p))
#define kmemleak_not_leak(p) ((void)(p))
#define kmemleak_no_scan(p) ((void)(p))

#endif
