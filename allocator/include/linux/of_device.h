/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_OF_DEVICE_H
#define _KALLOC_LINUX_OF_DEVICE_H

#include <linux/of.h>

#endif
