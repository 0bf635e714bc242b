// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Of a weak function and one that is not, the linker takes the latter, in the
// file of the weak one, too.
#include <linux/delay.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(lock);

__attribute__((weak)) void arch_flush(void)
{
	msleep(1);
}

__attribute__((weak)) void arch_patch(void)
{
}

__attribute__((weak)) void arch_only_here_bad(void)
{
	msleep(1); /* bug: gfp-sleep-in-atomic */
}

void flush_ok(void)
{
	spin_lock(&lock);
	arch_flush();
	spin_unlock(&lock);
}

void patch_bad(void)
{
	spin_lock(&lock); /* via: gfp-sleep-in-atomic */
	arch_patch(); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&lock);
}

void only_here_bad(void)
{
	spin_lock(&lock); /* via: gfp-sleep-in-atomic */
	arch_only_here_bad(); /* via: gfp-sleep-in-atomic */
	spin_unlock(&lock);
}
