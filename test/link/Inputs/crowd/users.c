// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Seventeen places are one thing to look at, two are two.
#include "crowd.h"

void user_1(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps(); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void user_2(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_3(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_4(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_5(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_6(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_7(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_8(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_9(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_10(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_11(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_12(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_13(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_14(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_15(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_16(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void user_17(spinlock_t *lock)
{
	spin_lock(lock);
	everybody_sleeps();
	spin_unlock(lock);
}

void one(spinlock_t *lock)
{
	spin_lock(lock);
	few_sleep(); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void another(spinlock_t *lock)
{
	spin_lock(lock);
	few_sleep(); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}
