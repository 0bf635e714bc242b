/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_KASAN_H
#define _KALLOC_LINUX_KASAN_H

#include <linux/types.h>

/* Poisoning is the oracle's business here. */
struct kmem_cache;
#define kasan_mempool_poison_object(ptr) ((void)(ptr), true)
#define kasan_mempool_unpoison_object(ptr, size) ((void)(ptr), (void)(size))
#define kasan_mempool_poison_pages(page, order) ((void)(page), true)
#define kasan_mempool_unpoison_pages(page, order) ((void)(page))
#define kasan_check_read(p, n) ((void)0)

#endif
