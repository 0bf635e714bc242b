/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_CPUHOTPLUG_H
#define _KALLOC_LINUX_CPUHOTPLUG_H

#include <linux/types.h>

/* Processors do not come and go here. */
enum cpuhp_state {
	CPUHP_RADIX_DEAD,
};
#define cpuhp_setup_state_nocalls(state, name, up, down) ((void)(down), 0)

#endif
