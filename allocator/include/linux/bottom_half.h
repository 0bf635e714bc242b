/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_BOTTOM_HALF_H
#define _KALLOC_LINUX_BOTTOM_HALF_H

#include <linux/preempt.h>

void kalloc_bh_disable(const char *api);
void kalloc_bh_enable(const char *api);

#define local_bh_disable() kalloc_bh_disable("local_bh_disable")
#define local_bh_enable() kalloc_bh_enable("local_bh_enable")
#define _local_bh_enable() kalloc_bh_enable("_local_bh_enable")

#endif
