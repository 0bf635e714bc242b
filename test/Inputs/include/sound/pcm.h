/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_SOUND_PCM_H
#define _MINI_SOUND_PCM_H

#include <linux/types.h>

struct snd_pcm_substream {
	void *private_data;
};

typedef unsigned long snd_pcm_uframes_t;

struct snd_pcm_ops {
	int (*open)(struct snd_pcm_substream *substream);
	int (*prepare)(struct snd_pcm_substream *substream);
	int (*trigger)(struct snd_pcm_substream *substream, int cmd);
	snd_pcm_uframes_t (*pointer)(struct snd_pcm_substream *substream);
	int (*ack)(struct snd_pcm_substream *substream);
};

struct snd_pcm {
	void *private_data;
	bool nonatomic;
};

void snd_pcm_set_ops(struct snd_pcm *pcm, int direction, const struct snd_pcm_ops *ops);

#endif
