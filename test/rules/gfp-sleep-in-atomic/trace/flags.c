// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %print-findings %s | %FileCheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.}}
//
// Flags are spelled as a developer would.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *start(spinlock_t *lock, void **s)
{
	spin_lock(lock);
	s[0] = kmalloc(16, __GFP_ZERO | GFP_USER);
	s[1] = kmalloc(16, GFP_ATOMIC | __GFP_DIRECT_RECLAIM);
	spin_unlock(lock);
	return s[0] && s[1] ? s : NULL;
}
// CHECK:flags.c:11:9: error: 'kmalloc' with GFP_USER | __GFP_ZERO may sleep while spinlock '*lock' is held [gfp-sleep-in-atomic]
// CHECK-NEXT:flags.c:10:2: note: 'spin_lock' begins the context
// CHECK-NEXT:flags.c:11:9: note: --fix: allocate with GFP_ATOMIC
// CHECK-NEXT:flags.c:12:9: error: 'kmalloc' with GFP_ATOMIC | __GFP_DIRECT_RECLAIM may sleep while spinlock '*lock' is held [gfp-sleep-in-atomic]
// CHECK-NEXT:flags.c:10:2: note: 'spin_lock' begins the context
