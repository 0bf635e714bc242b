// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "layers.h"

LAYER(lower4, (void)p)
LAYER(lower3, lower4(p))
LAYER(lower2, lower3(p))

void lower(void *p) /* bug: gfp-stack-depth */
{
	char a[1020], b[1020];

	use(a, b);
	lower2(p);
}
