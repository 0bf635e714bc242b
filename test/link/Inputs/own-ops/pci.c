// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "radio.h"

static int pci_read(struct radio *r, int reg)
{
	return r->value + reg;
}

static const struct radio_ops pci_ops = { .read = pci_read };

void pci_setup(struct radio *r)
{
	r->ops = &pci_ops;
}

int pci_poll_ok(struct radio *r)
{
	int v;

	spin_lock(&r->lock);
	v = radio_status(r);
	spin_unlock(&r->lock);
	return v;
}

void pci_flush_locked_ok(struct radio *r)
{
	spin_lock(&r->lock);
	radio_flush(r);
	spin_unlock(&r->lock);
}
