/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_KSTRTOX_H
#define _KALLOC_LINUX_KSTRTOX_H

#include <linux/kernel.h>

int kstrtou64(const char *s, unsigned int base, u64 *res);
int kstrtos64(const char *s, unsigned int base, s64 *res);
#define kstrtoull(s, base, res) kstrtou64(s, base, (u64 *)(res))
long long simple_strtoll(const char *s, char **end, unsigned int base);
unsigned long long simple_strtoull(const char *s, char **end, unsigned int base);
long simple_strtol(const char *s, char **end, unsigned int base);

#endif
