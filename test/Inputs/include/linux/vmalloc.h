/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_VMALLOC_H
#define _MINI_LINUX_VMALLOC_H

#include <linux/alloc_tag.h>
#include <linux/gfp_types.h>
#include <linux/types.h>

void *vmalloc_noprof(unsigned long size);
#define vmalloc(...) alloc_hooks(vmalloc_noprof(__VA_ARGS__))
void *vzalloc_noprof(unsigned long size);
#define vzalloc(...) alloc_hooks(vzalloc_noprof(__VA_ARGS__))
void *__vmalloc_noprof(unsigned long size, gfp_t gfp_mask);
#define __vmalloc(...) alloc_hooks(__vmalloc_noprof(__VA_ARGS__))
void vfree(const void *addr);
void vfree_atomic(const void *addr);

#endif
