// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory that is contiguous only virtually: include/linux/vmalloc.h.
#ifndef KALLOC_VMALLOC_H
#define KALLOC_VMALLOC_H

#include "kalloc/types.h"

KALLOC_BEGIN

struct page;

void *vmalloc(unsigned long size);
void *vzalloc(unsigned long size);
void *vmalloc_user(unsigned long size);
void *__vmalloc(unsigned long size, gfp_t flags);
void *vmalloc_array(size_t n, size_t size);
void *vcalloc(size_t n, size_t size);
/// In interrupts the work is put off until kalloc_vmalloc_flush().
void vfree(const void *address);
void vfree_atomic(const void *address);
/// Maps count pages one after the other. prot is ignored.
void *vmap(struct page **pages, unsigned int count, unsigned long flags,
           unsigned long prot);
void vunmap(const void *address);
bool is_vmalloc_addr(const void *address);
/// NULL where no page is mapped.
struct page *vmalloc_to_page(const void *address);
unsigned long vmalloc_to_pfn(const void *address);

/// Does what vfree has put off; returns how many areas that were.
unsigned long kalloc_vmalloc_flush(void);

KALLOC_END

#endif
