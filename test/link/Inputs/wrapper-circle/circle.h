/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef CIRCLE_H
#define CIRCLE_H
#include <linux/slab.h>

int *ping(int n);
int *pong(int n);
#endif
