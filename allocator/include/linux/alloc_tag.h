/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_ALLOC_TAG_H
#define _KALLOC_LINUX_ALLOC_TAG_H

/* Allocations are accounted to nobody here; their site is the return address. */
#define alloc_hooks(_do_alloc) _do_alloc

#endif
