/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_FIND_H
#define _KALLOC_LINUX_FIND_H

#include <linux/types.h>

unsigned long find_first_bit(const unsigned long *addr, unsigned long size);
unsigned long find_first_zero_bit(const unsigned long *addr, unsigned long size);
unsigned long find_next_bit(const unsigned long *addr, unsigned long size, unsigned long offset);
unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size, unsigned long offset);
unsigned long find_last_bit(const unsigned long *addr, unsigned long size);
unsigned long find_first_and_bit(const unsigned long *a, const unsigned long *b, unsigned long size);
unsigned long find_next_and_bit(const unsigned long *a, const unsigned long *b, unsigned long size,
				unsigned long offset);
unsigned long find_nth_bit(const unsigned long *addr, unsigned long size, unsigned long n);

#define for_each_set_bit(bit, addr, size)                                      \
	for ((bit) = find_first_bit((addr), (size)); (bit) < (size);           \
	     (bit) = find_next_bit((addr), (size), (bit) + 1))
#define for_each_clear_bit(bit, addr, size)                                    \
	for ((bit) = find_first_zero_bit((addr), (size)); (bit) < (size);      \
	     (bit) = find_next_zero_bit((addr), (size), (bit) + 1))
#define for_each_set_bit_from(bit, addr, size)                                 \
	for ((bit) = find_next_bit((addr), (size), (bit)); (bit) < (size);     \
	     (bit) = find_next_bit((addr), (size), (bit) + 1))

#endif
