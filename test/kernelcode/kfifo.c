// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %kernel-code %s
// REQUIRES: kalloc-run, linux-source
//
// A queue of bytes in allocated memory.
// KERNEL: lib/kfifo.c
// HEADERS: kfifo scatterlist
// PLANT: lib/kfifo.c | kfree(fifo->data); | ;
// FINDS: gfp-leak
#include <linux/kernel.h>
#include <linux/kfifo.h>
#include <linux/slab.h>

int main(void)
{
	struct kfifo fifo;
	char in[] = "some bytes", out[16];
	unsigned int n;

	if (kfifo_alloc(&fifo, 32, GFP_KERNEL))
		return 0;
	BUG_ON(kfifo_in(&fifo, in, sizeof(in)) != sizeof(in));
	n = kfifo_out(&fifo, out, sizeof(out));
	BUG_ON(n != sizeof(in) || memcmp(in, out, n));
	BUG_ON(!kfifo_is_empty(&fifo));
	kfifo_free(&fifo);
	return 0;
}
