// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Whether a callback may sleep depends on something that cannot be seen: not reported by default.
#include <linux/slab.h>
#include <sound/pcm.h>

static int trigger_ok(struct snd_pcm_substream *s, int cmd)
{
	kfree(kmalloc(16, GFP_KERNEL));
	return 0;
}

const struct snd_pcm_ops mini_pcm_ops = {
	.trigger = trigger_ok,
};
