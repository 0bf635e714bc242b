/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What files of mm/ want of the allocator's private header: the one member they look at. */
struct kmem_cache {
	void (*ctor)(void *);
};
