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

/* Is a number of bits known to fit one word? */
#define small_const_nbits(nbits)                                               \
	(__builtin_constant_p(nbits) && (nbits) <= BITS_PER_LONG && (nbits) > 0)
unsigned long find_next_andnot_bit(const unsigned long *a, const unsigned long *b, unsigned long size,
				   unsigned long offset);
unsigned long find_next_or_bit(const unsigned long *a, const unsigned long *b, unsigned long size,
			       unsigned long offset);
unsigned long find_nth_and_bit(const unsigned long *a, const unsigned long *b, unsigned long size,
			       unsigned long n);
#define find_next_bit_le(addr, size, offset) find_next_bit(addr, size, offset)

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
