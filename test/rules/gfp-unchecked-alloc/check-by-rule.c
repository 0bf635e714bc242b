// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A kernel function that answers NULL with an error makes the check.
#include <linux/slab.h>
#include <sound/control.h>

int handed_over_ok(struct snd_card *card, const struct snd_kcontrol_new *template)
{
	struct snd_kcontrol *k = snd_ctl_new1(template, NULL);
	int err = snd_ctl_add(card, k);

	if (err < 0)
		return err;
	k->count = 1;
	return 0;
}

int used_before_bad(struct snd_card *card, const struct snd_kcontrol_new *template)
{
	struct snd_kcontrol *k = snd_ctl_new1(template, NULL);

	k->private_data = card; /* bug: gfp-unchecked-alloc */
	return snd_ctl_add(card, k);
}

int answer_ignored_bad(struct snd_card *card, const struct snd_kcontrol_new *template)
{
	struct snd_kcontrol *k = snd_ctl_new1(template, NULL);

	snd_ctl_add(card, k);
	k->count = 1; /* bug: gfp-unchecked-alloc */
	return 0;
}
