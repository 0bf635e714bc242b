/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the files of this folder share. They are the functions behind include/linux/, in C because they
 * are made of its types.
 */
#ifndef KALLOC_KERNEL_INTERNAL_H
#define KALLOC_KERNEL_INTERNAL_H

#include "kalloc/sim.h"

#include <linux/slab.h>

/* Where the program called us. */
#define CALLER __builtin_return_address(0)

/* Names the enclosing function of the API for all that it allocates, up to the end of the scope. */
struct kalloc_api_scope {
	int outermost;
};

static inline void kalloc_api_scope_end(struct kalloc_api_scope *scope)
{
	if (scope->outermost)
		kalloc_api_end();
}
#define API_SCOPE(name)                                                        \
	struct kalloc_api_scope __api_scope __attribute__((__cleanup__(kalloc_api_scope_end))) = { \
		kalloc_api_begin(name, CALLER)                                 \
	}

#define NSEC_PER_JIFFY (1000000000ull / HZ)
#define NSEC_PER_MSEC 1000000ull

/* Memory with a head of ours in front: given back to the wrong function, it is the inside of an object. */
void *kalloc_headed_alloc(size_t size, gfp_t gfp, int kind);
void kalloc_headed_free(const void *memory, int kind);
enum { KALLOC_HEAD_PERCPU, KALLOC_HEAD_DMA, KALLOC_HEAD_URB, KALLOC_HEAD_NETDEV };

struct device;
/* Runs release(data) when the device goes. */
int kalloc_devres_add(struct device *dev, void (*release)(void *data), void *data);

/* Answers of hardware that is not there. */
unsigned long kalloc_device_answer(unsigned long mask);

#endif
