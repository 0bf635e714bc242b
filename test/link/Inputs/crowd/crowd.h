/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <linux/kernel.h>
#include <linux/spinlock.h>

void everybody_sleeps(void);
void few_sleep(void);
