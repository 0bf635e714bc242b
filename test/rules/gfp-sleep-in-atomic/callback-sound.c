// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A PCM trigger is atomic unless the card says otherwise, preparing one never is.
#include <linux/slab.h>
#include <sound/pcm.h>

static int trigger_bad(struct snd_pcm_substream *s, int cmd)
{
	s->private_data = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	return 0;
}

static int prepare_ok(struct snd_pcm_substream *s)
{
	s->private_data = kmalloc(16, GFP_KERNEL);
	return s->private_data ? 0 : -ENOMEM;
}

const struct snd_pcm_ops mini_pcm_ops = {
	.trigger = trigger_bad,
	.prepare = prepare_ok,
};
