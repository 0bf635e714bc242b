// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A network device and the private part behind it.
#include <linux/errno.h>
#include <linux/netdevice.h>

struct nic {
	int id;
};

struct net_device *netdev_bad(void)
{
	struct net_device *dev = alloc_etherdev(sizeof(struct nic));

	dev->mtu = 1500; /* bug: gfp-unchecked-alloc */
	return dev;
}

struct net_device *netdev_ok(void)
{
	struct net_device *dev = alloc_etherdev(sizeof(struct nic));

	if (!dev)
		return NULL;
	dev->mtu = 1500;
	return dev;
}
