/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_VMALLOC_H
#define _KALLOC_LINUX_VMALLOC_H

#include <linux/gfp_types.h>
#include <linux/types.h>

struct page;

#define VM_MAP 4
#define PAGE_KERNEL 0

void *vmalloc(unsigned long size);
void *vzalloc(unsigned long size);
void *vmalloc_user(unsigned long size);
void *__vmalloc(unsigned long size, gfp_t flags);
void *vmalloc_array(size_t n, size_t size);
void *vcalloc(size_t n, size_t size);
void vfree(const void *address);
void vfree_atomic(const void *address);
void *vmap(struct page **pages, unsigned int count, unsigned long flags, unsigned long prot);
void vunmap(const void *address);
bool is_vmalloc_addr(const void *address);
struct page *vmalloc_to_page(const void *address);
unsigned long vmalloc_to_pfn(const void *address);

#define vmalloc_noprof(size) vmalloc(size)
#define vzalloc_noprof(size) vzalloc(size)
#define __vmalloc_noprof(size, flags) __vmalloc(size, flags)
#include <linux/log2.h>
#define vmalloc_node(size, node) vmalloc(size)
#define vzalloc_node(size, node) vzalloc(size)
#define vmalloc_32(size) vmalloc(size)

#endif
