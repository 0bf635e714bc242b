// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// ndo_get_stats64 runs in an RCU read section.
#include <linux/delay.h>
#include <linux/netdevice.h>

static void stats_bad(struct net_device *dev, struct rtnl_link_stats64 *s)
{
	usleep_range(10, 20); /* bug: gfp-sleep-in-atomic */
	s->rx_packets = dev->stats.rx_packets;
}

static void stats_ok(struct net_device *dev, struct rtnl_link_stats64 *s)
{
	udelay(1);
	s->rx_packets = dev->stats.rx_packets;
}

const struct net_device_ops stats_ops[2] = {
	{ .ndo_get_stats64 = stats_bad },
	{ .ndo_get_stats64 = stats_ok },
};
