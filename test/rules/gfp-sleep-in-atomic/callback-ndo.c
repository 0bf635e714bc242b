// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Of the operations of a network device, some run with bottom halves off.
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/slab.h>

static DEFINE_MUTEX(hw_mutex);

static int open_ok(struct net_device *dev)
{
	mutex_lock(&hw_mutex);
	mutex_unlock(&hw_mutex);
	return 0;
}

static netdev_tx_t xmit_bad(struct sk_buff *skb, struct net_device *dev)
{
	void *desc = kmalloc(64, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */

	kfree(desc);
	kfree_skb(skb);
	return NETDEV_TX_OK;
}

static void rx_mode_bad(struct net_device *dev)
{
	mutex_lock(&hw_mutex); /* bug: gfp-sleep-in-atomic */
	mutex_unlock(&hw_mutex);
}

static void tx_timeout_bad(struct net_device *dev, unsigned int queue)
{
	kfree(kmalloc(64, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
}

static int change_mtu_ok(struct net_device *dev, int mtu)
{
	kfree(kmalloc(mtu, GFP_KERNEL));
	return 0;
}

static const struct net_device_ops ops = {
	.ndo_open = open_ok,
	.ndo_start_xmit = xmit_bad,
	.ndo_set_rx_mode = rx_mode_bad,
	.ndo_tx_timeout = tx_timeout_bad,
	.ndo_change_mtu = change_mtu_ok,
};

void ndo_setup_ok(struct net_device *dev)
{
	dev->netdev_ops = &ops;
}
