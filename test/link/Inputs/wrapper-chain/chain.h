/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef CHAIN_H
#define CHAIN_H
#include <linux/slab.h>

void *first(int size);
void *second(int size);
void *third(int size);
void *fourth(int size);
#endif
