// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the program says. It is shown only when asked for.
#include <linux/kernel.h>
#include <linux/string.h>

#include "kalloc/sim.h"

#include "Libc.h"

static int shown;

void kalloc_show_log(int show)
{
	shown = show;
}

static void vlog(const char *prefix, const char *fmt, __builtin_va_list args)
{
	char text[512];
	int length;

	if (!shown)
		return;
	if (fmt[0] == '\001' && fmt[1])
		fmt += 2;
	length = scnprintf(text, sizeof(text), "%s", prefix);
	length += vscnprintf(text + length, sizeof(text) - length, fmt, args);
	(void)!libc_write(2, text, length);
}

#define LOG(prefix, fmt)                                                       \
	do {                                                                   \
		__builtin_va_list __args;                                      \
		__builtin_va_start(__args, fmt);                               \
		vlog(prefix, fmt, __args);                                     \
		__builtin_va_end(__args);                                      \
	} while (0)

int _printk(const char *fmt, ...)
{
	LOG("", fmt);
	return 0;
}

void __warn_printk(const char *fmt, ...)
{
	LOG("warning: ", fmt);
}

void kalloc_warn(const char *condition, const char *file, int line)
{
	_printk("warning: %s at %s:%d\n", condition, file, line);
}

void kalloc_bug(const char *file, int line)
{
	_printk("kernel BUG at %s:%d\n", file, line);
	kalloc_end_path("BUG");
}

void panic(const char *fmt, ...)
{
	LOG("panic: ", fmt);
	kalloc_end_path("panic");
}

void dump_stack(void)
{
}

struct device;

void _dev_err(const struct device *dev, const char *fmt, ...)
{
	LOG("error: ", fmt);
}

void _dev_warn(const struct device *dev, const char *fmt, ...)
{
	LOG("warning: ", fmt);
}

void _dev_info(const struct device *dev, const char *fmt, ...)
{
	LOG("", fmt);
}

int dev_err_probe(const struct device *dev, int err, const char *fmt, ...)
{
	LOG("error: ", fmt);
	return err;
}

/* Into buffers. The C library has the same conversions, but for the kernel's own of pointers. */

int vscnprintf(char *buf, size_t size, const char *fmt, __builtin_va_list args)
{
	int length;

	if (!size)
		return 0;
	length = libc_vsnprintf(buf, size, fmt, args);
	return length < (int)size ? length : (int)size - 1;
}

int scnprintf(char *buf, size_t size, const char *fmt, ...)
{
	__builtin_va_list args;
	int length;

	__builtin_va_start(args, fmt);
	length = vscnprintf(buf, size, fmt, args);
	__builtin_va_end(args);
	return length;
}

/* The first byte is written here, where an access that fails has a caller. */
#define PRINT_INTO(buf, size, fmt)                                             \
	({                                                                     \
		__builtin_va_list __args;                                      \
		int __length;                                                  \
		if (size)                                                      \
			*(volatile char *)(buf) = '\0';                        \
		__builtin_va_start(__args, fmt);                               \
		__length = libc_vsnprintf(buf, size, fmt, __args);             \
		__builtin_va_end(__args);                                      \
		__length;                                                      \
	})

int snprintf(char *buf, size_t size, const char *fmt, ...)
{
	return PRINT_INTO(buf, size, fmt);
}

int sprintf(char *buf, const char *fmt, ...)
{
	return PRINT_INTO(buf, (size_t)INT_MAX, fmt);
}
