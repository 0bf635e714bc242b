// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "layers.h"

LAYER(upper4, lower(p))
LAYER(upper3, upper4(p))
LAYER(upper2, upper3(p))

void upper(void *p)
{
	char a[1000], b[1000];

	use(a, b);
	upper2(p);
}

void half_ok(void *p)
{
	lower(p);
}
