// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Socket buffers: some take flags, some are atomic by name.
#include <linux/skbuff.h>
#include <linux/spinlock.h>

void skb_bad(spinlock_t *lock, struct sk_buff *skb, struct sk_buff **s)
{
	spin_lock(lock);
	s[0] = alloc_skb(128, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[1] = skb_clone(skb, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[2] = skb_copy(skb, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void skb_ok(spinlock_t *lock, struct sk_buff *skb, struct sk_buff **s)
{
	spin_lock(lock);
	s[0] = dev_alloc_skb(128);
	s[1] = skb_clone(skb, GFP_ATOMIC);
	kfree_skb(s[1]);
	spin_unlock(lock);
}
