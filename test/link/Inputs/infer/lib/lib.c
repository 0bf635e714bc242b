// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../lib.h"

/* Sleeps whatever it is given. */
void lib_reset(struct lib *l)
{
	mutex_lock(&l->mutex);
	l->state = 0;
	mutex_unlock(&l->mutex);
}

/* Sleeps through another function of this file, if the flags allow it. */
static void *lib_raw(unsigned long size, gfp_t gfp)
{
	return kmalloc(size, gfp);
}

void *lib_get(struct lib *l, gfp_t gfp)
{
	return lib_raw(l->state, gfp);
}

/* Sleeps if it is told to. */
void lib_stop(struct lib *l, bool wait)
{
	l->state = 1;
	if (wait)
		lib_reset(l);
}

/* Takes a lock and comes back with it. */
void lib_lock(struct lib *l)
{
	spin_lock(&l->lock);
}

void lib_unlock(struct lib *l)
{
	spin_unlock(&l->lock);
}

bool lib_trylock(struct lib *l)
{
	if (!spin_trylock(&l->lock))
		return false;
	l->state = 2;
	return true;
}

/* Does nothing that others have to know. */
int lib_state(struct lib *l)
{
	return l->state;
}

/* Lets the lock of its caller go before it sleeps. */
void lib_pause(struct lib *l)
{
	spin_unlock(&l->lock);
	mutex_lock(&l->mutex);
	mutex_unlock(&l->mutex);
	spin_lock(&l->lock);
}

/* Sleeps in a state that those who hold the lock know it is not in. */
void lib_put(struct lib *l)
{
	if (l->state == 7)
		lib_reset(l);
}

/* Comes back with a lock that nobody lets go: there is more to it. */
void lib_stuck(struct lib *l)
{
	spin_lock(&l->lock);
}

/* Is not used elsewhere. */
void lib_private(struct lib *l)
{
	lib_reset(l);
}
