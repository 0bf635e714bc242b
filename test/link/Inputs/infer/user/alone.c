// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Checked without the library: what its functions do is told by rules.
#include "../lib.h"

void reset_under_lock(struct lib *l)
{
	lib_lock(l);
	lib_reset(l);
	lib_unlock(l);
	lib_reset(l);
}

void stop_under_lock(struct lib *l)
{
	if (!lib_trylock(l))
		return;
	lib_stop(l, false);
	lib_stop(l, true);
	lib_unlock(l);
}

void get_under_lock(struct lib *l)
{
	int *p;

	lib_lock(l);
	p = lib_get(l, GFP_ATOMIC);
	lib_unlock(l);
	*p = 1;
	kfree(p);
}
