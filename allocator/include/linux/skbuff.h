/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_SKBUFF_H
#define _KALLOC_LINUX_SKBUFF_H

#include <linux/gfp.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/types.h>

struct net_device;

struct sk_buff {
	struct sk_buff *next, *prev;
	struct net_device *dev;
	unsigned int len, data_len;
	__be16 protocol;
	u8 ip_summed;
	unsigned char *head, *data;
	unsigned int tail, end;
	char cb[48];
	/* Of the data, which clones share. */
	struct kalloc_skb_data *shared;
	int users;
};

struct sk_buff_head {
	struct sk_buff *next, *prev;
	u32 qlen;
	spinlock_t lock;
};

struct sk_buff *alloc_skb(unsigned int size, gfp_t priority);
struct sk_buff *__alloc_skb(unsigned int size, gfp_t priority, int flags, int node);
struct sk_buff *__netdev_alloc_skb(struct net_device *dev, unsigned int length, gfp_t gfp_mask);
struct sk_buff *netdev_alloc_skb(struct net_device *dev, unsigned int length);
struct sk_buff *netdev_alloc_skb_ip_align(struct net_device *dev, unsigned int length);
struct sk_buff *dev_alloc_skb(unsigned int length);
struct sk_buff *skb_clone(struct sk_buff *skb, gfp_t priority);
struct sk_buff *skb_copy(const struct sk_buff *skb, gfp_t priority);
int pskb_expand_head(struct sk_buff *skb, int nhead, int ntail, gfp_t gfp_mask);
void *skb_put(struct sk_buff *skb, unsigned int len);
void *skb_push(struct sk_buff *skb, unsigned int len);
void *skb_pull(struct sk_buff *skb, unsigned int len);
void skb_reserve(struct sk_buff *skb, int len);
int skb_linearize_gfp(struct sk_buff *skb, gfp_t gfp);
void kfree_skb(struct sk_buff *skb);
void consume_skb(struct sk_buff *skb);
void dev_kfree_skb_any(struct sk_buff *skb);
#define dev_kfree_skb(a) consume_skb(a)
#define dev_consume_skb_any(a) dev_kfree_skb_any(a)
#define dev_kfree_skb_irq(a) dev_kfree_skb_any(a)
void skb_queue_head_init(struct sk_buff_head *list);
void skb_queue_purge(struct sk_buff_head *list);
void skb_trim(struct sk_buff *skb, unsigned int len);
struct sk_buff *skb_get(struct sk_buff *skb);
#define skb_headroom(skb) ((unsigned int)((skb)->data - (skb)->head))
#define skb_tailroom(skb) ((int)((skb)->end - (skb)->tail))
#define skb_queue_empty(list) ((list)->qlen == 0)
#define skb_queue_len(list) ((list)->qlen)

void skb_queue_tail(struct sk_buff_head *list, struct sk_buff *newsk);
struct sk_buff *skb_dequeue(struct sk_buff_head *list);

static inline void *skb_put_data(struct sk_buff *skb, const void *data, unsigned int len)
{
	void *tmp = skb_put(skb, len);

	memcpy(tmp, data, len);
	return tmp;
}

#endif
