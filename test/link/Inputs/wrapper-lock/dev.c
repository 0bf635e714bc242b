// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "dev.h"

void dev_lock(struct dev *d)
{
	spin_lock(&d->lock);
}

void dev_unlock(struct dev *d)
{
	spin_unlock(&d->lock);
}

bool dev_trylock(struct dev *d)
{
	return spin_trylock(&d->lock);
}

void dev_wait(struct dev *d)
{
	mutex_lock(&d->mutex);
	mutex_unlock(&d->mutex);
}
