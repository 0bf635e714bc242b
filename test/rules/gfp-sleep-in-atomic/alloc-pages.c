// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Pages, by struct page and by address.
#include <linux/gfp.h>
#include <linux/spinlock.h>

struct page *pages_bad(spinlock_t *lock, unsigned long *a)
{
	struct page *page;

	spin_lock(lock);
	page = alloc_pages(GFP_KERNEL, 1); /* bug: gfp-sleep-in-atomic */
	a[0] = __get_free_page(GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	a[1] = __get_free_pages(GFP_KERNEL, 2); /* bug: gfp-sleep-in-atomic */
	a[2] = get_zeroed_page(GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return page;
}

struct page *pages_ok(spinlock_t *lock, unsigned long *a)
{
	struct page *page;

	spin_lock(lock);
	page = alloc_page(GFP_ATOMIC);
	a[0] = __get_free_page(GFP_NOWAIT);
	free_page(a[0]);
	spin_unlock(lock);
	return page;
}
