// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory by other names: for each processor, for devices, from user space, as text.
#include "Internal.h"

#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/lockdep.h>
#include <linux/percpu.h>
#include <linux/uaccess.h>

#include "Libc.h"

#define HEAD_SIZE 64
#define HEAD_MAGIC 0x6b616c6c6f633000ul

void *kalloc_headed_alloc(size_t size, gfp_t gfp, int kind)
{
	unsigned long *head = kmalloc(size_add(size, HEAD_SIZE), gfp);

	if (!head)
		return NULL;
	memset(head, 0, HEAD_SIZE);
	head[0] = HEAD_MAGIC + kind;
	return (char *)head + HEAD_SIZE;
}

void kalloc_headed_free(const void *memory, int kind)
{
	const unsigned long *head;

	if (!memory)
		return;
	head = (const void *)((const char *)memory - HEAD_SIZE);
	/* Not ours: the allocator says whose it is. */
	kfree(head[0] == HEAD_MAGIC + kind ? (const void *)head : memory);
}

void *kalloc_percpu_alloc(size_t size, size_t align, gfp_t gfp, const char *api)
{
	API_SCOPE(api);
	return kalloc_headed_alloc(size, gfp | __GFP_ZERO, KALLOC_HEAD_PERCPU);
}

void free_percpu(void *ptr)
{
	API_SCOPE("free_percpu");
	kalloc_headed_free(ptr, KALLOC_HEAD_PERCPU);
}

void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *dma_handle, gfp_t gfp)
{
	API_SCOPE("dma_alloc_coherent");
	void *memory = kalloc_headed_alloc(size, gfp | __GFP_ZERO, KALLOC_HEAD_DMA);

	if (memory && dma_handle)
		*dma_handle = (dma_addr_t)(unsigned long)memory;
	return memory;
}

void dma_free_coherent(struct device *dev, size_t size, void *cpu_addr, dma_addr_t dma_handle)
{
	API_SCOPE("dma_free_coherent");
	kalloc_headed_free(cpu_addr, KALLOC_HEAD_DMA);
}

/* May this be called here at all? */
void kalloc_might_sleep_here(void)
{
	kalloc_might_sleep("might_sleep", CALLER);
}

void might_alloc(gfp_t gfp_mask)
{
	kalloc_might_alloc("might_alloc", gfp_mask, CALLER);
}

/* User space is this process. Copies may fault, and then sleep, unless faults are off. */
static void may_fault(const char *api, const void *caller)
{
	if (!kalloc_pagefault_disabled())
		kalloc_might_sleep(api, caller);
}

unsigned long copy_from_user(void *to, const void *from, unsigned long n)
{
	may_fault("copy_from_user", CALLER);
	memcpy(to, from, n);
	return 0;
}

unsigned long copy_to_user(void *to, const void *from, unsigned long n)
{
	may_fault("copy_to_user", CALLER);
	memcpy(to, from, n);
	return 0;
}

unsigned long __copy_from_user_inatomic(void *to, const void *from, unsigned long n)
{
	memcpy(to, from, n);
	return 0;
}

unsigned long __copy_to_user_inatomic(void *to, const void *from, unsigned long n)
{
	memcpy(to, from, n);
	return 0;
}

unsigned long clear_user(void *to, unsigned long n)
{
	may_fault("clear_user", CALLER);
	memset(to, 0, n);
	return 0;
}

long strncpy_from_user(char *dst, const char *src, long count)
{
	may_fault("strncpy_from_user", CALLER);
	return sized_strscpy(dst, src, count);
}

int __get_user_fn(void *to, const void *from, unsigned long n)
{
	may_fault("get_user", CALLER);
	memcpy(to, from, n);
	return 0;
}

int __put_user_fn(void *to, const void *from, unsigned long n)
{
	may_fault("put_user", CALLER);
	memcpy(to, from, n);
	return 0;
}

void *memdup_user(const void *src, size_t len)
{
	API_SCOPE("memdup_user");
	void *p = kmalloc(len, GFP_USER | __GFP_NOWARN);

	if (!p)
		return ERR_PTR(-ENOMEM);
	memcpy(p, src, len);
	return p;
}

void *memdup_user_nul(const void *src, size_t len)
{
	API_SCOPE("memdup_user_nul");
	char *p = kmalloc(len + 1, GFP_KERNEL);

	if (!p)
		return ERR_PTR(-ENOMEM);
	memcpy(p, src, len);
	p[len] = '\0';
	return p;
}

char *strndup_user(const char *s, long n)
{
	API_SCOPE("strndup_user");
	return memdup_user_nul(s, strnlen(s, n));
}

const char *kstrdup_const(const char *s, gfp_t gfp)
{
	API_SCOPE("kstrdup_const");
	return kstrdup(s, gfp);
}

void kfree_const(const void *x)
{
	API_SCOPE("kfree_const");
	kfree(x);
}

char *kvasprintf(gfp_t gfp, const char *fmt, __builtin_va_list args)
{
	API_SCOPE("kvasprintf");
	__builtin_va_list again;
	int length;
	char *p;

	__builtin_va_copy(again, args);
	length = libc_vsnprintf(NULL, 0, fmt, again);
	__builtin_va_end(again);
	p = kmalloc(length + 1, gfp);
	if (p)
		libc_vsnprintf(p, length + 1, fmt, args);
	return p;
}

char *kasprintf(gfp_t gfp, const char *fmt, ...)
{
	API_SCOPE("kasprintf");
	__builtin_va_list args;
	char *p;

	__builtin_va_start(args, fmt);
	p = kvasprintf(gfp, fmt, args);
	__builtin_va_end(args);
	return p;
}
