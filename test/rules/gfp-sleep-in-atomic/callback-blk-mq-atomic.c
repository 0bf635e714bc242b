// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Requests are queued in an RCU read section, unless the driver asked for something else.
#include <linux/blk-mq.h>
#include <linux/slab.h>

struct disk {
	struct blk_mq_tag_set set;
	void *last;
};

static struct disk the_disk;

static blk_status_t queue_bad(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd)
{
	the_disk.last = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	return the_disk.last ? 0 : 1;
}

static const struct blk_mq_ops ops = {
	.queue_rq = queue_bad,
};

int start_ok(struct disk *d)
{
	d->set.ops = &ops;
	d->set.flags = BLK_MQ_F_SHOULD_MERGE;
	return blk_mq_alloc_tag_set(&d->set);
}
