// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Strings. Byte by byte and with frames, so that an access that fails is told with its caller.
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/string.h>

#include "Libc.h"

/* Loops that stay loops: the compiler would make calls of them, behind which the caller is lost. */
void *memcpy(void *to, const void *from, size_t n)
{
	volatile char *d = to;
	const volatile char *s = from;

	while (n--)
		*d++ = *s++;
	return to;
}

void *memmove(void *to, const void *from, size_t n)
{
	char *d = to;
	const char *s = from;

	if (d <= s)
		return memcpy(to, from, n);
	while (n--)
		d[n] = s[n];
	return to;
}

void *memset(void *s, int c, size_t n)
{
	volatile char *d = s;

	while (n--)
		*d++ = c;
	return s;
}

int memcmp(const void *a, const void *b, size_t n)
{
	const unsigned char *p = a, *q = b;

	for (; n--; p++, q++)
		if (*p != *q)
			return *p - *q;
	return 0;
}

void *memchr(const void *s, int c, size_t n)
{
	const unsigned char *p = s;

	for (; n--; p++)
		if (*p == (unsigned char)c)
			return (void *)p;
	return NULL;
}

void *memchr_inv(const void *start, int c, size_t bytes)
{
	const unsigned char *p = start;

	for (; bytes--; p++)
		if (*p != (unsigned char)c)
			return (void *)p;
	return NULL;
}

size_t strlen(const char *s)
{
	const char *p = s;

	while (*p)
		p++;
	return p - s;
}

size_t strnlen(const char *s, size_t n)
{
	size_t length = 0;

	while (length < n && s[length])
		length++;
	return length;
}

char *strcpy(char *to, const char *from)
{
	char *d = to;

	while ((*d++ = *from++))
		;
	return to;
}

char *strncpy(char *to, const char *from, size_t n)
{
	char *d = to;

	for (; n; n--, d++)
		if ((*d = *from))
			from++;
	return to;
}

char *strcat(char *to, const char *from)
{
	strcpy(to + strlen(to), from);
	return to;
}

ssize_t sized_strscpy(char *to, const char *from, size_t n)
{
	size_t length;

	if (!n)
		return -E2BIG;
	length = strnlen(from, n);
	if (length == n) {
		memcpy(to, from, n - 1);
		to[n - 1] = '\0';
		return -E2BIG;
	}
	memcpy(to, from, length + 1);
	return length;
}

size_t strlcpy(char *to, const char *from, size_t n)
{
	size_t length = strlen(from);

	if (n)
		sized_strscpy(to, from, n);
	return length;
}

int strcmp(const char *a, const char *b)
{
	for (; *a && *a == *b; a++, b++)
		;
	return (unsigned char)*a - (unsigned char)*b;
}

int strncmp(const char *a, const char *b, size_t n)
{
	for (; n && *a && *a == *b; a++, b++, n--)
		;
	return n ? (unsigned char)*a - (unsigned char)*b : 0;
}

char *strchr(const char *s, int c)
{
	for (; *s != (char)c; s++)
		if (!*s)
			return NULL;
	return (char *)s;
}

char *strrchr(const char *s, int c)
{
	const char *last = NULL;

	for (;; s++) {
		if (*s == (char)c)
			last = s;
		if (!*s)
			return (char *)last;
	}
}

char *strstr(const char *s, const char *what)
{
	size_t length = strlen(what);

	for (;; s++) {
		if (!strncmp(s, what, length))
			return (char *)s;
		if (!*s)
			return NULL;
	}
}

bool sysfs_streq(const char *s1, const char *s2)
{
	while (*s1 && *s1 == *s2) {
		s1++;
		s2++;
	}
	if (*s1 == *s2)
		return true;
	return (!*s1 && *s2 == '\n' && !s2[1]) || (*s1 == '\n' && !s1[1] && !*s2);
}

/* Numbers from text. */
static int parse_unsigned(const char *s, unsigned int base, unsigned long long max, unsigned long long *res)
{
	char *end;

	if (!*s || *s == '-')
		return -EINVAL;
	*res = libc_strtoull(s, &end, base);
	if (end == s || (*end && !(*end == '\n' && !end[1])))
		return -EINVAL;
	return *res > max ? -ERANGE : 0;
}

int kstrtoul(const char *s, unsigned int base, unsigned long *res)
{
	unsigned long long value;
	int ret = parse_unsigned(s, base, ULONG_MAX, &value);

	if (!ret)
		*res = value;
	return ret;
}

int kstrtouint(const char *s, unsigned int base, unsigned int *res)
{
	unsigned long long value;
	int ret = parse_unsigned(s, base, UINT_MAX, &value);

	if (!ret)
		*res = value;
	return ret;
}

int kstrtoint(const char *s, unsigned int base, int *res)
{
	unsigned long long value;
	int negative = *s == '-';
	int ret = parse_unsigned(s + negative, base, (unsigned long long)INT_MAX + negative, &value);

	if (!ret)
		*res = negative ? -(long long)value : (long long)value;
	return ret;
}

unsigned long simple_strtoul(const char *s, char **end, unsigned int base)
{
	return libc_strtoull(s, end, base);
}

char *strpbrk(const char *s, const char *accept)
{
	for (; *s; s++)
		if (strchr(accept, *s))
			return (char *)s;
	return NULL;
}

char *strsep(char **s, const char *ct)
{
	char *begin = *s, *end;

	if (!begin)
		return NULL;
	end = strpbrk(begin, ct);
	if (end)
		*end++ = '\0';
	*s = end;
	return begin;
}

char *skip_spaces(const char *s)
{
	while (isspace(*s))
		s++;
	return (char *)s;
}

char *strim(char *s)
{
	size_t length = strlen(s);

	while (length && isspace(s[length - 1]))
		s[--length] = '\0';
	return skip_spaces(s);
}

int strncasecmp(const char *a, const char *b, size_t n)
{
	for (; n && *a && tolower(*a) == tolower(*b); a++, b++, n--)
		;
	return n ? tolower(*a) - tolower(*b) : 0;
}

int strcasecmp(const char *a, const char *b)
{
	return strncasecmp(a, b, ~0ul);
}

int kstrtou64(const char *s, unsigned int base, u64 *res)
{
	unsigned long long value;
	int ret = parse_unsigned(s, base, U64_MAX, &value);

	if (!ret)
		*res = value;
	return ret;
}

unsigned long long simple_strtoull(const char *s, char **end, unsigned int base)
{
	return libc_strtoull(s, end, base);
}

long long simple_strtoll(const char *s, char **end, unsigned int base)
{
	return libc_strtoll(s, end, base);
}

long simple_strtol(const char *s, char **end, unsigned int base)
{
	return libc_strtoll(s, end, base);
}
