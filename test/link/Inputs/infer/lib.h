/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef LIB_H
#define LIB_H
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct lib {
	struct mutex mutex;
	spinlock_t lock;
	int state;
};

void lib_reset(struct lib *l);
void *lib_get(struct lib *l, gfp_t gfp);
void lib_stop(struct lib *l, bool wait);
void lib_lock(struct lib *l);
void lib_unlock(struct lib *l);
bool lib_trylock(struct lib *l);
int lib_state(struct lib *l);
void lib_pause(struct lib *l);
void lib_put(struct lib *l);
void lib_stuck(struct lib *l);
void lib_private(struct lib *l);
#endif
