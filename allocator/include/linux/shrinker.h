/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_SHRINKER_H
#define _KALLOC_LINUX_SHRINKER_H

#include <linux/gfp.h>
#include <linux/types.h>

#define SHRINK_STOP (~0UL)
#define SHRINK_EMPTY (~0UL - 1)
#define DEFAULT_SEEKS 2

struct shrink_control {
	gfp_t gfp_mask;
	int nid;
	unsigned long nr_to_scan;
	unsigned long nr_scanned;
};

struct shrinker {
	unsigned long (*count_objects)(struct shrinker *, struct shrink_control *sc);
	unsigned long (*scan_objects)(struct shrinker *, struct shrink_control *sc);
	long batch;
	int seeks;
	unsigned int flags;
	void *private_data;
};

struct shrinker *shrinker_alloc(unsigned int flags, const char *fmt, ...);
/* From here on it may be called; here it is, once, so that the locks it takes are known. */
void shrinker_register(struct shrinker *shrinker);
void shrinker_free(struct shrinker *shrinker);

#endif
