// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// What the driver has taken or filled is told under the stream's lock.
#include <linux/slab.h>
#include <sound/pcm.h>

static int my_ack_bad(struct snd_pcm_substream *substream)
{
	kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
	return 0;
}

static const struct snd_pcm_ops my_ops = {
	.ack = my_ack_bad,
};

void my_create(struct snd_pcm *pcm)
{
	snd_pcm_set_ops(pcm, 0, &my_ops);
}
