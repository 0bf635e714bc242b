// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A NAPI poll function runs in softirq context.
#include <linux/netdevice.h>
#include <linux/slab.h>

struct nic {
	struct napi_struct napi;
	struct net_device *dev;
};

static int poll_bad(struct napi_struct *napi, int budget)
{
	struct sk_buff *skb = alloc_skb(1500, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */

	if (!skb)
		return budget;
	netif_receive_skb(skb);
	napi_complete_done(napi, 1);
	return 1;
}

static int poll_ok(struct napi_struct *napi, int budget)
{
	struct sk_buff *skb = alloc_skb(1500, GFP_ATOMIC);

	if (!skb)
		return budget;
	netif_receive_skb(skb);
	napi_complete_done(napi, 1);
	return 1;
}

void napi_start_ok(struct nic *n, struct nic *m)
{
	netif_napi_add(n->dev, &n->napi, poll_bad);
	netif_napi_add_weight(m->dev, &m->napi, poll_ok, 16);
}
