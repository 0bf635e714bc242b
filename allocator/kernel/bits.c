// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Searches in bitmaps, one bit after the other: short rather than fast.
#include <linux/bitops.h>
#include <linux/random.h>

static int bit_of(const unsigned long *addr, unsigned long n)
{
	return (addr[n / BITS_PER_LONG] >> (n % BITS_PER_LONG)) & 1;
}

unsigned long find_next_bit(const unsigned long *addr, unsigned long size, unsigned long offset)
{
	while (offset < size && !bit_of(addr, offset))
		offset++;
	return offset < size ? offset : size;
}

unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size, unsigned long offset)
{
	while (offset < size && bit_of(addr, offset))
		offset++;
	return offset < size ? offset : size;
}

unsigned long find_first_bit(const unsigned long *addr, unsigned long size)
{
	return find_next_bit(addr, size, 0);
}

unsigned long find_first_zero_bit(const unsigned long *addr, unsigned long size)
{
	return find_next_zero_bit(addr, size, 0);
}

unsigned long find_last_bit(const unsigned long *addr, unsigned long size)
{
	for (unsigned long n = size; n--;)
		if (bit_of(addr, n))
			return n;
	return size;
}

unsigned long find_next_and_bit(const unsigned long *a, const unsigned long *b, unsigned long size,
				unsigned long offset)
{
	while (offset < size && !(bit_of(a, offset) && bit_of(b, offset)))
		offset++;
	return offset < size ? offset : size;
}

unsigned long find_next_andnot_bit(const unsigned long *a, const unsigned long *b, unsigned long size,
				   unsigned long offset)
{
	while (offset < size && !(bit_of(a, offset) && !bit_of(b, offset)))
		offset++;
	return offset < size ? offset : size;
}

unsigned long find_next_or_bit(const unsigned long *a, const unsigned long *b, unsigned long size,
			       unsigned long offset)
{
	while (offset < size && !bit_of(a, offset) && !bit_of(b, offset))
		offset++;
	return offset < size ? offset : size;
}

unsigned long find_first_and_bit(const unsigned long *a, const unsigned long *b, unsigned long size)
{
	return find_next_and_bit(a, b, size, 0);
}

unsigned long find_nth_bit(const unsigned long *addr, unsigned long size, unsigned long n)
{
	unsigned long at = find_first_bit(addr, size);

	while (at < size && n--)
		at = find_next_bit(addr, size, at + 1);
	return at;
}

unsigned long find_nth_and_bit(const unsigned long *a, const unsigned long *b, unsigned long size,
			       unsigned long n)
{
	unsigned long at = find_first_and_bit(a, b, size);

	while (at < size && n--)
		at = find_next_and_bit(a, b, size, at + 1);
	return at;
}

/* xorshift: anything will do that is the same each time. */
u32 get_random_u32(void)
{
	static u32 state = 2463534242u;

	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state;
}

void get_random_bytes(void *buf, size_t len)
{
	for (size_t i = 0; i < len; i++)
		((u8 *)buf)[i] = get_random_u32();
}
