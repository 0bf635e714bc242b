// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A PCM trigger is atomic unless the card says otherwise. That cannot be seen here, so the
// confidence is low; preparing one never is atomic.
// OPTIONS: --min-confidence=low
#include <linux/slab.h>
#include <sound/pcm.h>

static int trigger_bad(struct snd_pcm_substream *s, int cmd)
{
	kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
	return 0;
}

static int prepare_ok(struct snd_pcm_substream *s)
{
	kfree(kmalloc(16, GFP_KERNEL));
	return 0;
}

const struct snd_pcm_ops mini_pcm_ops = {
	.trigger = trigger_bad,
	.prepare = prepare_ok,
};
