// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "crowd.h"

void everybody_sleeps(void)
{
	might_sleep();
}

void few_sleep(void)
{
	might_sleep();
}
