/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What is used of the C library, which has headers of the same names as ours.
 */
#ifndef KALLOC_KERNEL_LIBC_H
#define KALLOC_KERNEL_LIBC_H

int libc_vsnprintf(char *buf, unsigned long size, const char *fmt, __builtin_va_list args) __asm__("vsnprintf");
long libc_write(int fd, const void *data, unsigned long n) __asm__("write");
unsigned long long libc_strtoull(const char *s, char **end, int base) __asm__("strtoull");
long long libc_strtoll(const char *s, char **end, int base) __asm__("strtoll");

#endif
