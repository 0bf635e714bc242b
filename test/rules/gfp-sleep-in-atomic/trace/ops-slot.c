// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %print-findings %s | %FileCheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.}}
//
// A member of an ops table: the trace ends at its initialiser.
#include <linux/netdevice.h>
#include <linux/slab.h>

static netdev_tx_t xmit(struct sk_buff *skb, struct net_device *dev)
{
	kfree(kmalloc(16, GFP_KERNEL));
	kfree_skb(skb);
	return NETDEV_TX_OK;
}

const struct net_device_ops ops = {
	.ndo_start_xmit = xmit,
};
// CHECK:ops-slot.c:10:8: error: 'kmalloc' with GFP_KERNEL may sleep while bottom halves are disabled [gfp-sleep-in-atomic]
// CHECK-NEXT:ops-slot.c:16:20: note: 'xmit' is 'ndo_start_xmit' of 'struct net_device_ops' here (context: {{.+}})
// CHECK-NEXT:ops-slot.c:10:8: note: --fix: allocate with GFP_ATOMIC
