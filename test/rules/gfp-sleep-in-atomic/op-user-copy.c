// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Copies from and to user space may fault and wait for a page.
#include <linux/spinlock.h>
#include <linux/uaccess.h>

int user_copy_bad(spinlock_t *lock, int *to, int *user)
{
	int left;

	spin_lock(lock);
	left = copy_from_user(to, user, 4); /* bug: gfp-sleep-in-atomic */
	left += copy_to_user(user, to, 4); /* bug: gfp-sleep-in-atomic */
	left += get_user(*to, user); /* bug: gfp-sleep-in-atomic */
	left += put_user(*to, user); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return left;
}

int user_copy_ok(spinlock_t *lock, int *to, int *user)
{
	int left = copy_from_user(to, user, 4);

	spin_lock(lock);
	(*to)++;
	spin_unlock(lock);
	return left + copy_to_user(user, to, 4);
}
