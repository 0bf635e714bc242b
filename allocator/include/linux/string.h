/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_STRING_H
#define _KALLOC_LINUX_STRING_H

#include <linux/gfp.h>
#include <linux/types.h>

/* Functions of our own, so that an access inside of them has a caller. */
#define __kalloc_named(name) __asm__("kalloc_" #name)
void *memcpy(void *to, const void *from, size_t n) __kalloc_named(memcpy);
void *memmove(void *to, const void *from, size_t n) __kalloc_named(memmove);
void *memset(void *s, int c, size_t n) __kalloc_named(memset);
int memcmp(const void *a, const void *b, size_t n) __kalloc_named(memcmp);
void *memchr(const void *s, int c, size_t n) __kalloc_named(memchr);
size_t strlen(const char *s) __kalloc_named(strlen);
size_t strnlen(const char *s, size_t n) __kalloc_named(strnlen);
char *strcpy(char *to, const char *from) __kalloc_named(strcpy);
char *strncpy(char *to, const char *from, size_t n) __kalloc_named(strncpy);
char *strcat(char *to, const char *from) __kalloc_named(strcat);
int strcmp(const char *a, const char *b) __kalloc_named(strcmp);
int strncmp(const char *a, const char *b, size_t n) __kalloc_named(strncmp);
char *strchr(const char *s, int c) __kalloc_named(strchr);
char *strrchr(const char *s, int c) __kalloc_named(strrchr);
char *strstr(const char *s, const char *what) __kalloc_named(strstr);
size_t strlcpy(char *to, const char *from, size_t n) __kalloc_named(strlcpy);
ssize_t sized_strscpy(char *to, const char *from, size_t n);
#define strscpy(dst, src, n) sized_strscpy(dst, src, n)
#define strscpy_pad(dst, src, n) sized_strscpy(dst, src, n)
#define memzero_explicit(s, n) memset(s, 0, n)
void *memchr_inv(const void *start, int c, size_t bytes);
bool sysfs_streq(const char *s1, const char *s2);

void *kmemdup(const void *src, size_t len, gfp_t gfp);
char *kstrdup(const char *s, gfp_t gfp);
char *kstrndup(const char *s, size_t len, gfp_t gfp);
char *kmemdup_nul(const char *s, size_t len, gfp_t gfp);
#define kmemdup_noprof(src, len, gfp) kmemdup(src, len, gfp)
const char *kstrdup_const(const char *s, gfp_t gfp);
void kfree_const(const void *x);
void *kmemdup_array(const void *src, size_t count, size_t size, gfp_t gfp);
char *strsep(char **s, const char *ct);
char *strpbrk(const char *s, const char *accept);
char *skip_spaces(const char *s);
int strncasecmp(const char *a, const char *b, size_t n);
int strcasecmp(const char *a, const char *b);
char *strim(char *s);
char *kasprintf(gfp_t gfp, const char *fmt, ...) __printf(2, 3);
char *kvasprintf(gfp_t gfp, const char *fmt, __builtin_va_list args);
void *memdup_user(const void __user *src, size_t len);
void *memdup_user_nul(const void __user *src, size_t len);
char *strndup_user(const char __user *s, long n);

#endif
