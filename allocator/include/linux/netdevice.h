/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_NETDEVICE_H
#define _KALLOC_LINUX_NETDEVICE_H

#include <linux/bottom_half.h>
#include <linux/device.h>
#include <linux/skbuff.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/types.h>

typedef enum netdev_tx {
	NETDEV_TX_OK = 0x00,
	NETDEV_TX_BUSY = 0x10,
} netdev_tx_t;

struct napi_struct {
	struct list_head poll_list;
	unsigned long state;
	int weight;
	int (*poll)(struct napi_struct *napi, int budget);
	struct net_device *dev;
};

struct rtnl_link_stats64 {
	u64 rx_packets, tx_packets, rx_bytes, tx_bytes, rx_dropped, tx_dropped;
};

struct net_device_ops {
	int (*ndo_open)(struct net_device *dev);
	int (*ndo_stop)(struct net_device *dev);
	netdev_tx_t (*ndo_start_xmit)(struct sk_buff *skb, struct net_device *dev);
	void (*ndo_set_rx_mode)(struct net_device *dev);
	int (*ndo_set_mac_address)(struct net_device *dev, void *addr);
	int (*ndo_change_mtu)(struct net_device *dev, int new_mtu);
	void (*ndo_tx_timeout)(struct net_device *dev, unsigned int txqueue);
	void (*ndo_get_stats64)(struct net_device *dev, struct rtnl_link_stats64 *storage);
};

struct net_device_stats {
	unsigned long rx_packets, tx_packets, rx_bytes, tx_bytes;
	unsigned long rx_dropped, tx_dropped, rx_errors, tx_errors;
};

struct net_device {
	char name[16];
	const struct net_device_ops *netdev_ops;
	unsigned int mtu;
	unsigned int flags;
	unsigned char dev_addr[32];
	struct net_device_stats stats;
	struct device dev;
	void *priv;
	int registered;
	int up;
};

static inline void *netdev_priv(const struct net_device *dev)
{
	return dev->priv;
}

struct net_device *alloc_etherdev_mqs(int sizeof_priv, unsigned int txqs, unsigned int rxqs);
#define alloc_etherdev(sizeof_priv) alloc_etherdev_mqs(sizeof_priv, 1, 1)
void free_netdev(struct net_device *dev);
int register_netdev(struct net_device *dev);
void unregister_netdev(struct net_device *dev);

void netif_napi_add_weight(struct net_device *dev, struct napi_struct *napi,
			   int (*poll)(struct napi_struct *, int), int weight);
static inline void netif_napi_add(struct net_device *dev, struct napi_struct *napi,
				  int (*poll)(struct napi_struct *, int))
{
	netif_napi_add_weight(dev, napi, poll, 64);
}
void netif_napi_del(struct napi_struct *napi);
void napi_enable(struct napi_struct *n);
void napi_disable(struct napi_struct *n);
bool napi_complete_done(struct napi_struct *n, int work_done);
void __napi_schedule(struct napi_struct *n);
bool napi_schedule_prep(struct napi_struct *n);
bool napi_schedule(struct napi_struct *n);

#define napi_complete(n) napi_complete_done(n, 0)
#define netif_carrier_on(dev) ((void)(dev))
#define netif_carrier_off(dev) ((void)(dev))
#define netif_queue_stopped(dev) ((void)(dev), 0)
#define netdev_info(netdev, fmt, ...) _dev_info(&(netdev)->dev, fmt, ##__VA_ARGS__)
#define SET_NETDEV_DEV(net, pdev) ((net)->dev.parent = (pdev))

int netif_rx(struct sk_buff *skb);
int netif_receive_skb(struct sk_buff *skb);
void netif_stop_queue(struct net_device *dev);
void netif_wake_queue(struct net_device *dev);
void netif_start_queue(struct net_device *dev);
__be16 eth_type_trans(struct sk_buff *skb, struct net_device *dev);

#define netdev_err(netdev, fmt, ...) _dev_err(&(netdev)->dev, fmt, ##__VA_ARGS__)
#define netdev_warn(netdev, fmt, ...) _dev_warn(&(netdev)->dev, fmt, ##__VA_ARGS__)

void rtnl_lock(void);
void rtnl_unlock(void);

#endif
