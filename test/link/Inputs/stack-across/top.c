// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "layers.h"

void entry_bad(void *p)
{
	char a[1000];

	use(a, a);
	upper(p); /* via: gfp-stack-depth */
}
