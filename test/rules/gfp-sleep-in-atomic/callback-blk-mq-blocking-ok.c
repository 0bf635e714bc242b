// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A driver that says that it blocks may sleep where its requests are queued.
#include <linux/blk-mq.h>
#include <linux/slab.h>

struct disk {
	struct blk_mq_tag_set set;
	void *last;
};

static struct disk the_disk;

static blk_status_t queue_ok(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd)
{
	the_disk.last = kmalloc(16, GFP_KERNEL);
	return the_disk.last ? 0 : 1;
}

static const struct blk_mq_ops ops = {
	.queue_rq = queue_ok,
};

int start_ok(struct disk *d)
{
	d->set.ops = &ops;
	d->set.flags = BLK_MQ_F_SHOULD_MERGE | BLK_MQ_F_BLOCKING;
	return blk_mq_alloc_tag_set(&d->set);
}
