// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "port.h"

void by_macro(spinlock_t *lock)
{
	spin_lock(lock);
	kfree(port_by_macro());
	spin_unlock(lock);
}

void plain(spinlock_t *lock)
{
	spin_lock(lock);
	kfree(port_plain(1));
	spin_unlock(lock);
}

void conditional(spinlock_t *lock)
{
	spin_lock(lock);
	kfree(port_conditional(true));
	spin_unlock(lock);
}

void made(spinlock_t *lock)
{
	spin_lock(lock);
	kfree(port_make_small());
	kfree(port_make_large());
	spin_unlock(lock);
}

void with_brace(spinlock_t *lock)
{
	spin_lock(lock);
	kfree(port_with_brace());
	spin_unlock(lock);
}

void now(spinlock_t *lock)
{
	spin_lock(lock);
	kfree(PORT_WRAPPED(48)); /* it is GFP_ATOMIC by now */
	spin_unlock(lock);
}
