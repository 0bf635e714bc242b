/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_BLK_MQ_H
#define _MINI_LINUX_BLK_MQ_H

#include <linux/types.h>

typedef u8 blk_status_t;

struct blk_mq_hw_ctx;
struct request;

enum {
	BLK_MQ_F_SHOULD_MERGE = 1 << 0,
	BLK_MQ_F_BLOCKING = 1 << 4,
};

struct blk_mq_queue_data {
	struct request *rq;
	bool last;
};

struct blk_mq_ops {
	blk_status_t (*queue_rq)(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd);
};

struct blk_mq_tag_set {
	const struct blk_mq_ops *ops;
	unsigned int flags;
};

int blk_mq_alloc_tag_set(struct blk_mq_tag_set *set);

#endif
