// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A network card with one ring. Transmission and NAPI polling run with bottom
// halves off, opening and closing do not; the same helpers serve both.
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#define TINY_RING 128
#define TINY_FRAME 1536

struct tiny_slot {
	struct sk_buff *skb;
	u64 addr;
	u32 len;
};

struct tiny_net {
	struct net_device *dev;
	struct napi_struct napi;
	void __iomem *regs;
	int irq;
	spinlock_t tx_lock;
	struct mutex config;
	struct tiny_slot *rx;
	unsigned int rx_next;
	u32 filter;
};

/* Right: both contexts say what they can bear. */
static int tiny_rx_fill(struct tiny_net *tn, unsigned int i, gfp_t gfp)
{
	struct sk_buff *skb = alloc_skb(TINY_FRAME, gfp);

	if (!skb)
		return -ENOMEM;
	skb_reserve(skb, 2);
	tn->rx[i].skb = skb;
	tn->rx[i].len = TINY_FRAME - 2;
	return 0;
}

/* A copy for a receiver that keeps frames; only ever called from the poll function. */
static struct sk_buff *tiny_copy(struct tiny_slot *slot)
{
	struct sk_buff *copy = alloc_skb(slot->len, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */

	skb_put_data(copy, slot->skb->data, slot->len); /* bug: gfp-unchecked-alloc */
	return copy;
}

static int tiny_poll(struct napi_struct *napi, int budget)
{
	struct tiny_net *tn = container_of(napi, struct tiny_net, napi);
	int done = 0;

	while (done < budget && readl(tn->regs)) {
		unsigned int i = tn->rx_next++ % TINY_RING;
		struct tiny_slot *slot = &tn->rx[i];

		if (slot->len < 256) {
			netif_receive_skb(tiny_copy(slot));
		} else {
			netif_receive_skb(slot->skb);
			if (tiny_rx_fill(tn, i, GFP_ATOMIC))
				break;
		}
		done++;
	}
	if (done < budget)
		napi_complete_done(napi, done);
	return done;
}

static irqreturn_t tiny_interrupt(int irq, void *data)
{
	struct tiny_net *tn = data;

	napi_schedule(&tn->napi);
	return IRQ_HANDLED;
}

/* Frames that are too short for the hardware are sent from a padded copy. */
static int tiny_pad(struct tiny_net *tn, struct sk_buff *skb)
{
	char *frame = kzalloc(64, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	int i;

	if (!frame)
		return -ENOMEM;
	memcpy(frame, skb->data, skb->len);
	for (i = 0; i < 64; i += 4)
		writel(*(u32 *)(frame + i), tn->regs + i);
	kfree(frame);
	return 0;
}

static netdev_tx_t tiny_start_xmit(struct sk_buff *skb, struct net_device *dev)
{
	struct tiny_net *tn = netdev_priv(dev);
	unsigned long flags;
	int ret = 0;

	spin_lock_irqsave(&tn->tx_lock, flags);
	if (skb->len < 60)
		ret = tiny_pad(tn, skb);
	else
		writel(skb->len, tn->regs + 64);
	spin_unlock_irqrestore(&tn->tx_lock, flags);
	if (ret)
		dev->stats.tx_dropped++;
	dev_kfree_skb_any(skb);
	return NETDEV_TX_OK;
}

static void tiny_write_filter(struct tiny_net *tn, u32 filter)
{
	mutex_lock(&tn->config); /* bug: gfp-sleep-in-atomic */
	tn->filter = filter;
	writel(filter, tn->regs + 68);
	mutex_unlock(&tn->config);
}

/* Called with the address list lock held and bottom halves off. */
static void tiny_set_rx_mode(struct net_device *dev)
{
	tiny_write_filter(netdev_priv(dev), dev->flags);
}

static void tiny_self_test(struct tiny_net *tn) /* bug: gfp-large-stack */
{
	u8 pattern[900], sent[900];
	u32 errors[64] = { 0 };
	unsigned int i;

	memset(pattern, 0x5a, sizeof(pattern));
	for (i = 0; i < sizeof(sent); i++) {
		writeb(pattern[i], tn->regs + i);
		sent[i] = readb(tn->regs + i);
		if (sent[i] != pattern[i])
			errors[i % 64]++;
	}
	netdev_warn(tn->dev, "self test: %u %*s\n", errors[0], (int)sizeof(sent), sent);
}

/* Right: process context, and every failure is undone. */
static int tiny_open(struct net_device *dev)
{
	struct tiny_net *tn = netdev_priv(dev);
	int i, ret = -ENOMEM;

	tn->rx = kcalloc(TINY_RING, sizeof(*tn->rx), GFP_KERNEL);
	if (!tn->rx)
		return -ENOMEM;
	for (i = 0; i < TINY_RING; i++) {
		if (tiny_rx_fill(tn, i, GFP_KERNEL))
			goto fail;
	}
	tiny_self_test(tn);
	tiny_write_filter(tn, 0);
	napi_enable(&tn->napi);
	ret = request_irq(tn->irq, tiny_interrupt, IRQF_SHARED, "tiny_net", tn);
	if (!ret)
		return 0;
	napi_disable(&tn->napi);
fail:
	while (--i >= 0)
		kfree_skb(tn->rx[i].skb);
	kfree(tn->rx);
	return ret;
}

static const struct net_device_ops tiny_ops = {
	.ndo_open = tiny_open,
	.ndo_start_xmit = tiny_start_xmit,
	.ndo_set_rx_mode = tiny_set_rx_mode,
};

int tiny_attach(void __iomem *regs, int irq)
{
	struct net_device *dev = alloc_etherdev(sizeof(struct tiny_net));
	struct tiny_net *tn;

	if (!dev)
		return -ENOMEM;
	tn = netdev_priv(dev);
	tn->dev = dev;
	tn->regs = regs;
	tn->irq = irq;
	spin_lock_init(&tn->tx_lock);
	mutex_init(&tn->config);
	dev->netdev_ops = &tiny_ops;
	netif_napi_add(dev, &tn->napi, tiny_poll);
	return register_netdev(dev);
}
