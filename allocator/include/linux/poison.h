/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_POISON_H
#define _KALLOC_LINUX_POISON_H

#define POISON_INUSE 0x5a
#define POISON_FREE 0x6b
#define POISON_END 0xa5
#define LIST_POISON1 ((void *)0x100)
#define LIST_POISON2 ((void *)0x122)
#define POOL_POISON_FREED 0xa7
#define POOL_POISON_ALLOCATED 0xa9

#endif
