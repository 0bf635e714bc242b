// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// What an unknown function or an unknown callback does is not guessed.
#include <linux/slab.h>
#include <linux/spinlock.h>

void somewhere_else(void *p);

struct hooks {
	void (*hook)(void *p);
};

void unknown_function_ok(spinlock_t *lock, void *p)
{
	spin_lock(lock);
	somewhere_else(p);
	spin_unlock(lock);
}

void unknown_callback_ok(spinlock_t *lock, struct hooks *h, void *p)
{
	spin_lock(lock);
	h->hook(p);
	spin_unlock(lock);
}
