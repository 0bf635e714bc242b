/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_LOCKDEP_H
#define _KALLOC_LINUX_LOCKDEP_H

#include <linux/types.h>

/*
 * A class of locks: what is learnt of one lock holds for all that were made at
 * the same place.
 */
struct lock_class_key {
	int unused;
};

struct lockdep_map {
	const void *lock_class;
};

#define lockdep_assert_held(l) ((void)(l))
#define lockdep_assert_held_write(l) ((void)(l))
#define lockdep_assert_not_held(l) ((void)(l))
#define lockdep_assert_irqs_disabled() ((void)0)
#define lockdep_assert_none_held_once() ((void)0)
#define lockdep_is_held(l) 1
#define lockdep_set_class(lock, key) ((void)(lock), (void)(key))
#define lockdep_set_class_and_name(lock, key, name) ((void)(lock), (void)(key), (void)(name))
#define lockdep_register_key(key) ((void)(key))
#define lockdep_unregister_key(key) ((void)(key))
#define lockdep_init_map(map, name, key, sub) ((void)(map))
#define lock_map_acquire(map) ((void)(map))
#define lock_map_release(map) ((void)(map))
#define debug_locks 0
#define SINGLE_DEPTH_NESTING 1

/* Marks where reclaim is entered and left, as lockdep does. */
void fs_reclaim_acquire(gfp_t gfp_mask);
void fs_reclaim_release(gfp_t gfp_mask);

#endif
