// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The stream lock is a spinlock unless a driver asks for another.
#include <linux/slab.h>
#include <sound/pcm.h>

static int trigger_bad(struct snd_pcm_substream *s, int cmd)
{
	kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
	return 0;
}

const struct snd_pcm_ops mini_pcm_ops = {
	.trigger = trigger_bad,
};
