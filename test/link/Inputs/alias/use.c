// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/slab.h>
#include <linux/spinlock.h>

struct item {
	int id;
};

void flush(int ms);
struct item *new_item(gfp_t flags);
void flush_of_arch(int ms);
void flush_here(int ms);

static DEFINE_SPINLOCK(lock);

void flush_ok(void)
{
	spin_lock(&lock);
	flush(0);
	spin_unlock(&lock);
}

void flush_bad(void)
{
	spin_lock(&lock); /* via: gfp-sleep-in-atomic */
	flush(2); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&lock);
}

int item_bad(void)
{
	struct item *i = new_item(GFP_KERNEL);

	return i->id; /* bug: gfp-unchecked-alloc */
}

void flush_of_arch(int ms)
{
}

void arch_ok(void)
{
	spin_lock(&lock);
	flush_of_arch(2);
	spin_unlock(&lock);
}

void arch_bad(void)
{
	spin_lock(&lock); /* via: gfp-sleep-in-atomic */
	flush_here(2); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&lock);
}
