// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A driver that asks for a mutex instead of the stream's spin lock may sleep.
#include <linux/slab.h>
#include <sound/pcm.h>

static int my_ack_ok(struct snd_pcm_substream *substream)
{
	kfree(kmalloc(16, GFP_KERNEL));
	return 0;
}

static int my_trigger_ok(struct snd_pcm_substream *substream, int cmd)
{
	return my_ack_ok(substream);
}

static const struct snd_pcm_ops my_ops = {
	.trigger = my_trigger_ok,
	.ack = my_ack_ok,
};

void my_create(struct snd_pcm *pcm)
{
	pcm->nonatomic = true;
	snd_pcm_set_ops(pcm, 0, &my_ops);
}
