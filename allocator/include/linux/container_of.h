/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_CONTAINER_OF_H
#define _KALLOC_LINUX_CONTAINER_OF_H

#include <linux/types.h>

#define container_of(ptr, type, member)                                        \
	({                                                                     \
		void *__mptr = (void *)(ptr);                                  \
		((type *)(__mptr - offsetof(type, member)));                   \
	})

#endif
