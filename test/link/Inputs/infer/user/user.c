// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../lib.h"

void uses_all(struct lib *l)
{
	int *p = lib_get(l, GFP_KERNEL);

	kfree(p);
	lib_reset(l);
	lib_stop(l, true);
	lib_lock(l);
	lib_pause(l);
	lib_unlock(l);
	if (lib_trylock(l))
		lib_unlock(l);
	lib_state(l);
}

void puts_first(struct lib *l)
{
	spin_lock(&l->lock);
	lib_put(l);
	spin_unlock(&l->lock);
}

void puts_again(struct lib *l)
{
	spin_lock(&l->lock);
	l->state = 1;
	lib_put(l);
	spin_unlock(&l->lock);
}

void puts_last(struct lib *l)
{
	spin_lock(&l->lock);
	l->state = 2;
	lib_put(l);
	spin_unlock(&l->lock);
	lib_put(l);
}

void gets_stuck(struct lib *l)
{
	lib_stuck(l);
}
