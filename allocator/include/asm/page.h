/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_ASM_PAGE_H
#define _KALLOC_ASM_PAGE_H

#define PAGE_SHIFT 12
#define PAGE_SIZE (1UL << PAGE_SHIFT)
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define PAGE_ALIGN(addr) (((addr) + PAGE_SIZE - 1) & PAGE_MASK)
#define PAGE_ALIGNED(addr) (((unsigned long)(addr) & ~PAGE_MASK) == 0)
#define offset_in_page(p) ((unsigned long)(p) & ~PAGE_MASK)
#define clear_page(p) __builtin_memset(p, 0, PAGE_SIZE)
#define copy_page(to, from) __builtin_memcpy(to, from, PAGE_SIZE)

#endif
