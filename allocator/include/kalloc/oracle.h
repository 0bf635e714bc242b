/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The oracle, for programs: switch it on, ask what it found. C.
 */
#ifndef KALLOC_ORACLE_H
#define KALLOC_ORACLE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum kalloc_oracle_mode { KALLOC_COLLECT, KALLOC_PRINT, KALLOC_ABORT };

/* Bits of kalloc_oracle_on(). */
#define KALLOC_GUARD_PAGES 1u /* each object ends at a page that stops the very access */
#define KALLOC_PREEMPT_RT 2u  /* judge as on PREEMPT_RT */

/* Begins to watch, and forgets what was found before. */
void kalloc_oracle_on(enum kalloc_oracle_mode mode, unsigned int flags);
void kalloc_oracle_off(void);

/* What was found since, and how many. */
size_t kalloc_violations(void);
/* The index counts from 0; null when there is no such one. Valid until kalloc_oracle_on(). */
const char *kalloc_violation_name(size_t index);
const char *kalloc_violation_rule(size_t index);
const char *kalloc_violation_message(size_t index);

/* What is allocated after this call and still there at kalloc_scope_leaks() is told. */
unsigned long long kalloc_scope_begin(void);
size_t kalloc_scope_leaks(unsigned long long scope);

#ifdef __cplusplus
}
#endif

#endif
