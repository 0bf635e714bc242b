// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Socket buffers.
#include <linux/skbuff.h>

void skb_bad(int n)
{
	struct sk_buff *skb = alloc_skb(n, GFP_KERNEL);

	skb_reserve(skb, 16); /* bug: gfp-unchecked-alloc */
	kfree_skb(skb);
}

void skb_member_bad(int n)
{
	struct sk_buff *skb = dev_alloc_skb(n);

	skb->protocol = 8; /* bug: gfp-unchecked-alloc */
	kfree_skb(skb);
}

void skb_clone_bad(struct sk_buff *from)
{
	struct sk_buff *skb = skb_clone(from, GFP_ATOMIC);

	skb->len = 0; /* bug: gfp-unchecked-alloc */
	kfree_skb(skb);
}

void skb_ok(int n)
{
	struct sk_buff *skb = alloc_skb(n, GFP_KERNEL);

	if (!skb)
		return;
	skb_reserve(skb, 16);
	kfree_skb(skb);
}
