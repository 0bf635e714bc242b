// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Socket buffers, and network devices that somebody opens, sends through and closes.
#include "Internal.h"

#include <linux/bitops.h>
#include <linux/errno.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/rcupdate.h>
#include <linux/skbuff.h>
#include <linux/string.h>

#define HEADROOM 64

struct kalloc_skb_data {
	int users;
	char bytes[];
};

static struct sk_buff *skb_make(unsigned int size, gfp_t gfp)
{
	struct sk_buff *skb = kzalloc(sizeof(*skb), gfp);

	if (!skb)
		return NULL;
	skb->shared = kmalloc(sizeof(*skb->shared) + size, gfp);
	if (!skb->shared) {
		kfree(skb);
		return NULL;
	}
	skb->shared->users = 1;
	skb->users = 1;
	skb->head = skb->data = (unsigned char *)skb->shared->bytes;
	skb->end = size;
	return skb;
}

struct sk_buff *alloc_skb(unsigned int size, gfp_t priority)
{
	API_SCOPE("alloc_skb");
	return skb_make(size, priority);
}

struct sk_buff *__alloc_skb(unsigned int size, gfp_t priority, int flags, int node)
{
	API_SCOPE("__alloc_skb");
	return skb_make(size, priority);
}

static struct sk_buff *skb_for_device(struct net_device *dev, unsigned int length, gfp_t gfp, int extra)
{
	struct sk_buff *skb = skb_make(length + HEADROOM, gfp);

	if (skb) {
		skb_reserve(skb, HEADROOM - 2 + extra);
		skb->dev = dev;
	}
	return skb;
}

struct sk_buff *__netdev_alloc_skb(struct net_device *dev, unsigned int length, gfp_t gfp_mask)
{
	API_SCOPE("__netdev_alloc_skb");
	return skb_for_device(dev, length, gfp_mask, 0);
}

struct sk_buff *netdev_alloc_skb(struct net_device *dev, unsigned int length)
{
	API_SCOPE("netdev_alloc_skb");
	return skb_for_device(dev, length, GFP_ATOMIC, 0);
}

struct sk_buff *netdev_alloc_skb_ip_align(struct net_device *dev, unsigned int length)
{
	API_SCOPE("netdev_alloc_skb_ip_align");
	return skb_for_device(dev, length, GFP_ATOMIC, 2);
}

struct sk_buff *dev_alloc_skb(unsigned int length)
{
	API_SCOPE("dev_alloc_skb");
	return skb_for_device(NULL, length, GFP_ATOMIC, 0);
}

struct sk_buff *skb_clone(struct sk_buff *skb, gfp_t priority)
{
	API_SCOPE("skb_clone");
	struct sk_buff *clone = kmalloc(sizeof(*clone), priority);

	if (!clone)
		return NULL;
	*clone = *skb;
	clone->users = 1;
	if (clone->shared)
		clone->shared->users++;
	return clone;
}

struct sk_buff *skb_copy(const struct sk_buff *skb, gfp_t priority)
{
	API_SCOPE("skb_copy");
	struct sk_buff *copy = skb_make(skb->end, priority);

	if (!copy)
		return NULL;
	skb_reserve(copy, skb->data - skb->head);
	memcpy(skb_put(copy, skb->len), skb->data, skb->len);
	copy->dev = skb->dev;
	copy->protocol = skb->protocol;
	return copy;
}

int pskb_expand_head(struct sk_buff *skb, int nhead, int ntail, gfp_t gfp_mask)
{
	API_SCOPE("pskb_expand_head");
	unsigned int offset = skb->data - skb->head;
	struct kalloc_skb_data *fresh = kmalloc(sizeof(*fresh) + skb->end + nhead + ntail, gfp_mask);

	if (!fresh)
		return -ENOMEM;
	memcpy(fresh->bytes + nhead, skb->head, skb->tail);
	fresh->users = 1;
	if (skb->shared && --skb->shared->users == 0)
		kfree(skb->shared);
	skb->shared = fresh;
	skb->head = (unsigned char *)fresh->bytes;
	skb->data = skb->head + offset + nhead;
	skb->tail += nhead;
	skb->end += nhead + ntail;
	return 0;
}

int skb_linearize_gfp(struct sk_buff *skb, gfp_t gfp)
{
	kalloc_might_alloc("skb_linearize", gfp, CALLER);
	return 0;
}

void skb_reserve(struct sk_buff *skb, int len)
{
	skb->data += len;
	skb->tail += len;
}

/* Beyond the end the kernel panics. */
static void skb_check(struct sk_buff *skb)
{
	if (skb->tail > skb->end || skb->data < skb->head)
		kalloc_end_path("BUG: a socket buffer is over its end");
}

void *skb_put(struct sk_buff *skb, unsigned int len)
{
	void *at = skb->head + skb->tail;

	skb->tail += len;
	skb->len += len;
	skb_check(skb);
	return at;
}

void *skb_push(struct sk_buff *skb, unsigned int len)
{
	skb->data -= len;
	skb->len += len;
	skb_check(skb);
	return skb->data;
}

void *skb_pull(struct sk_buff *skb, unsigned int len)
{
	if (len > skb->len)
		return NULL;
	skb->len -= len;
	return skb->data += len;
}

void skb_trim(struct sk_buff *skb, unsigned int len)
{
	if (skb->len > len) {
		skb->tail -= skb->len - len;
		skb->len = len;
	}
}

struct sk_buff *skb_get(struct sk_buff *skb)
{
	skb->users++;
	return skb;
}

static void skb_free(struct sk_buff *skb)
{
	if (!skb || --skb->users > 0)
		return;
	if (skb->shared && --skb->shared->users == 0)
		kfree(skb->shared);
	kfree(skb);
}

void kfree_skb(struct sk_buff *skb)
{
	API_SCOPE("kfree_skb");
	skb_free(skb);
}

void consume_skb(struct sk_buff *skb)
{
	API_SCOPE("consume_skb");
	skb_free(skb);
}

void dev_kfree_skb_any(struct sk_buff *skb)
{
	API_SCOPE("dev_kfree_skb_any");
	skb_free(skb);
}

void skb_queue_head_init(struct sk_buff_head *list)
{
	spin_lock_init(&list->lock);
	list->prev = list->next = (struct sk_buff *)list;
	list->qlen = 0;
}

void skb_queue_tail(struct sk_buff_head *list, struct sk_buff *skb)
{
	unsigned long flags;

	spin_lock_irqsave(&list->lock, flags);
	if (!list->next)
		list->prev = list->next = (struct sk_buff *)list;
	skb->next = (struct sk_buff *)list;
	skb->prev = list->prev;
	list->prev->next = skb;
	list->prev = skb;
	list->qlen++;
	spin_unlock_irqrestore(&list->lock, flags);
}

struct sk_buff *skb_dequeue(struct sk_buff_head *list)
{
	struct sk_buff *skb = NULL;
	unsigned long flags;

	spin_lock_irqsave(&list->lock, flags);
	if (list->next && list->next != (struct sk_buff *)list) {
		skb = list->next;
		skb->next->prev = skb->prev;
		skb->prev->next = skb->next;
		skb->next = skb->prev = NULL;
		list->qlen--;
	}
	spin_unlock_irqrestore(&list->lock, flags);
	return skb;
}

void skb_queue_purge(struct sk_buff_head *list)
{
	struct sk_buff *skb;

	while ((skb = skb_dequeue(list)))
		kfree_skb(skb);
}

/* What is received is dropped by whoever wanted it. */
int netif_rx(struct sk_buff *skb)
{
	API_SCOPE("netif_rx");
	skb_free(skb);
	return 0;
}

int netif_receive_skb(struct sk_buff *skb)
{
	API_SCOPE("netif_receive_skb");
	skb_free(skb);
	return 0;
}

__be16 eth_type_trans(struct sk_buff *skb, struct net_device *dev)
{
	skb->dev = dev;
	skb_pull(skb, 14);
	return 8;
}

/* Polling, in softirq context. */
#define NAPI_SCHEDULED 0
#define NAPI_DISABLED 1

static void napi_polls(void *argument)
{
	struct napi_struct *n = argument;

	if (n->poll(n, n->weight) >= n->weight && test_bit(NAPI_SCHEDULED, &n->state))
		kalloc_post(KALLOC_IN_SOFTIRQ, n, kalloc_now_ns(), napi_polls, n, "napi poll");
}

void netif_napi_add_weight(struct net_device *dev, struct napi_struct *napi,
			   int (*poll)(struct napi_struct *, int), int weight)
{
	napi->dev = dev;
	napi->poll = poll;
	napi->weight = weight;
	napi->state = BIT(NAPI_DISABLED);
}

void netif_napi_del(struct napi_struct *napi)
{
	kalloc_might_sleep("netif_napi_del", CALLER);
	kalloc_cancel(napi);
}

void napi_enable(struct napi_struct *n)
{
	clear_bit(NAPI_DISABLED, &n->state);
}

void napi_disable(struct napi_struct *n)
{
	kalloc_might_sleep("napi_disable", CALLER);
	kalloc_cancel(n);
	n->state = BIT(NAPI_DISABLED);
}

bool napi_schedule_prep(struct napi_struct *n)
{
	return !test_bit(NAPI_DISABLED, &n->state) && !test_and_set_bit(NAPI_SCHEDULED, &n->state);
}

void __napi_schedule(struct napi_struct *n)
{
	kalloc_post(KALLOC_IN_SOFTIRQ, n, kalloc_now_ns(), napi_polls, n, "napi poll");
}

bool napi_schedule(struct napi_struct *n)
{
	if (!napi_schedule_prep(n))
		return false;
	__napi_schedule(n);
	return true;
}

bool napi_complete_done(struct napi_struct *n, int work_done)
{
	clear_bit(NAPI_SCHEDULED, &n->state);
	return true;
}

/* Devices. */
static DEFINE_MUTEX(rtnl_mutex);

void rtnl_lock(void)
{
	kalloc_mutex_lock(&rtnl_mutex, "rtnl_mutex", "rtnl_lock");
}

void rtnl_unlock(void)
{
	kalloc_mutex_unlock(&rtnl_mutex, "rtnl_mutex");
}

struct net_device *alloc_etherdev_mqs(int sizeof_priv, unsigned int txqs, unsigned int rxqs)
{
	API_SCOPE("alloc_etherdev_mqs");
	struct net_device *dev =
		kalloc_headed_alloc(sizeof(*dev) + sizeof_priv, GFP_KERNEL | __GFP_ZERO, KALLOC_HEAD_NETDEV);

	if (!dev)
		return NULL;
	dev->priv = dev + 1;
	dev->mtu = 1500;
	strscpy(dev->name, "eth0", sizeof(dev->name));
	return dev;
}

void free_netdev(struct net_device *dev)
{
	API_SCOPE("free_netdev");
	kalloc_might_sleep("free_netdev", CALLER);
	kalloc_headed_free(dev, KALLOC_HEAD_NETDEV);
}

static void send_one(struct net_device *dev, unsigned int length)
{
	struct sk_buff *skb = alloc_skb(length + HEADROOM, GFP_KERNEL);

	if (!skb)
		return;
	memset(skb_put(skb, length), 0, length);
	skb->dev = dev;
	rcu_read_lock_bh();
	if (dev->netdev_ops->ndo_start_xmit(skb, dev) == NETDEV_TX_BUSY)
		kfree_skb(skb);
	rcu_read_unlock_bh();
}

/* Up, its lists set, a short and a long frame sent, its counters read, down. */
static void netdev_user(void *argument)
{
	static spinlock_t addr_list_lock;
	struct net_device *dev = argument;
	const struct net_device_ops *ops = dev->netdev_ops;
	struct rtnl_link_stats64 stats = { 0 };

	rtnl_lock();
	if (ops->ndo_open && ops->ndo_open(dev)) {
		rtnl_unlock();
		return;
	}
	dev->up = 1;
	if (ops->ndo_set_rx_mode) {
		spin_lock_bh(&addr_list_lock);
		ops->ndo_set_rx_mode(dev);
		spin_unlock_bh(&addr_list_lock);
	}
	rtnl_unlock();
	if (ops->ndo_start_xmit) {
		send_one(dev, 40);
		send_one(dev, 200);
	}
	if (ops->ndo_get_stats64) {
		rcu_read_lock();
		ops->ndo_get_stats64(dev, &stats);
		rcu_read_unlock();
	}
}

int register_netdev(struct net_device *dev)
{
	kalloc_might_sleep("register_netdev", CALLER);
	dev->registered = 1;
	if (dev->netdev_ops)
		kalloc_post(KALLOC_IN_TASK, dev, kalloc_now_ns(), netdev_user, dev, "user of a network device");
	return 0;
}

void unregister_netdev(struct net_device *dev)
{
	kalloc_might_sleep("unregister_netdev", CALLER);
	kalloc_cancel(dev);
	while (kalloc_running(dev))
		kalloc_wait("unregister_netdev");
	rtnl_lock();
	if (dev->up && dev->netdev_ops->ndo_stop)
		dev->netdev_ops->ndo_stop(dev);
	dev->up = 0;
	dev->registered = 0;
	rtnl_unlock();
}

void netif_stop_queue(struct net_device *dev)
{
}

void netif_wake_queue(struct net_device *dev)
{
}

void netif_start_queue(struct net_device *dev)
{
}
