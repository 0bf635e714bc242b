/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_STRING_H
#define _MINI_LINUX_STRING_H

#include <linux/gfp.h>
#include <linux/types.h>

void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *s, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);
size_t strlen(const char *s);
char *strcpy(char *to, const char *from);
char *strncpy(char *to, const char *from, size_t n);
ssize_t sized_strscpy(char *to, const char *from, size_t n);
#define strscpy(dst, src, n) sized_strscpy(dst, src, n)
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
char *strchr(const char *s, int c);

char *kstrdup(const char *s, gfp_t gfp) __malloc;
char *kstrndup(const char *s, size_t len, gfp_t gfp);
void *kmemdup_noprof(const void *src, size_t len, gfp_t gfp);
#define kmemdup(...) alloc_hooks(kmemdup_noprof(__VA_ARGS__))
char *kasprintf(gfp_t gfp, const char *fmt, ...) __printf(2, 3);
void *memdup_user(const void __user *src, size_t len);

#endif
