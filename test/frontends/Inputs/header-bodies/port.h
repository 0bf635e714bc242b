/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef PORT_H
#define PORT_H
#include <linux/slab.h>
#include <linux/spinlock.h>

#define PORT_MODE GFP_KERNEL
#define PORT_WRAPPED(n) kmalloc(n, PORT_MODE)

/* What a macro says is what it said here. */
static inline void *port_by_macro(void)
{
	return PORT_WRAPPED(8);
}

/* Not a macro here, but one when the file has been read. */
static inline void *port_plain(int port_grow)
{
	return port_grow ? kmalloc(16, GFP_KERNEL) : NULL;
}
#define port_grow 0

/* Braces that are not balanced in the text. */
static inline void *port_conditional(bool wait)
{
#ifdef PORT_HAS_SLOW_PATH
	if (wait) {
#else
	{
#endif
		return kmalloc(24, GFP_KERNEL);
	}
	return NULL;
}

/* Functions out of one macro. */
#define PORT_MAKE(name, n)				\
	static inline void *port_make_##name(void)	\
	{						\
		return kmalloc(n, GFP_KERNEL);		\
	}
#define PORT_MAKE_BOTH PORT_MAKE(small, 32) PORT_MAKE(large, 4096)
PORT_MAKE_BOTH

/* An attribute in front, and a brace in a string. */
__always_inline static void *port_with_brace(void)
{
	static const char text[] = "}";

	return text[0] ? kmalloc(40, GFP_KERNEL) : NULL;
}

#undef PORT_MODE
#define PORT_MODE GFP_ATOMIC
#endif
