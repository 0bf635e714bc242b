// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Types that every header of the allocator needs, as the kernel names them.
#ifndef KALLOC_TYPES_H
#define KALLOC_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define KALLOC_BEGIN extern "C" {
#define KALLOC_END }
#else
#define KALLOC_BEGIN
#define KALLOC_END
#endif

/// A set of __GFP_ flags. The numbers are those of the kernel version that was
/// configured; kalloc-rules/gfp-VERSION.h has them as macros.
typedef unsigned int gfp_t;
typedef unsigned int slab_flags_t;

#ifndef __cplusplus
struct list_head {
  struct list_head *next, *prev;
};
#endif

#endif
