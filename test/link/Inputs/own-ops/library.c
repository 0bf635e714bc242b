// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// For radios of all kinds.
#include "radio.h"

int radio_status(struct radio *r)
{
	return r->ops->read(r, 1);
}

void radio_flush(struct radio *r)
{
	if (r->ops->flush)
		r->ops->flush(r);
}
