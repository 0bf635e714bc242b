/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_SOUND_CONTROL_H
#define _MINI_SOUND_CONTROL_H

#include <linux/types.h>

struct snd_card;
struct snd_kcontrol_new;

struct snd_kcontrol {
	unsigned int count;
	void *private_data;
};

struct snd_kcontrol *snd_ctl_new1(const struct snd_kcontrol_new *ncontrol, void *private_data);
int snd_ctl_add(struct snd_card *card, struct snd_kcontrol *kcontrol);

#endif
