/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_ATOMIC_H
#define _KALLOC_LINUX_ATOMIC_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/barrier.h>

#define ATOMIC_INIT(i) { (i) }
#define ATOMIC64_INIT(i) { (i) }
#define ATOMIC_LONG_INIT(i) { (i) }

#define __KALLOC_ATOMIC(PREFIX, TYPE, INT)                                     \
	static __always_inline INT PREFIX##_read(const TYPE *v)                \
	{                                                                      \
		return __atomic_load_n(&v->counter, __ATOMIC_RELAXED);         \
	}                                                                      \
	static __always_inline INT PREFIX##_read_acquire(const TYPE *v)        \
	{                                                                      \
		return __atomic_load_n(&v->counter, __ATOMIC_ACQUIRE);         \
	}                                                                      \
	static __always_inline void PREFIX##_set(TYPE *v, INT i)               \
	{                                                                      \
		__atomic_store_n(&v->counter, i, __ATOMIC_RELAXED);            \
	}                                                                      \
	static __always_inline void PREFIX##_set_release(TYPE *v, INT i)       \
	{                                                                      \
		__atomic_store_n(&v->counter, i, __ATOMIC_RELEASE);            \
	}                                                                      \
	static __always_inline void PREFIX##_add(INT i, TYPE *v)               \
	{                                                                      \
		__atomic_add_fetch(&v->counter, i, __ATOMIC_SEQ_CST);          \
	}                                                                      \
	static __always_inline void PREFIX##_sub(INT i, TYPE *v)               \
	{                                                                      \
		__atomic_sub_fetch(&v->counter, i, __ATOMIC_SEQ_CST);          \
	}                                                                      \
	static __always_inline void PREFIX##_inc(TYPE *v)                      \
	{                                                                      \
		PREFIX##_add(1, v);                                            \
	}                                                                      \
	static __always_inline void PREFIX##_dec(TYPE *v)                      \
	{                                                                      \
		PREFIX##_sub(1, v);                                            \
	}                                                                      \
	static __always_inline INT PREFIX##_add_return(INT i, TYPE *v)         \
	{                                                                      \
		return __atomic_add_fetch(&v->counter, i, __ATOMIC_SEQ_CST);   \
	}                                                                      \
	static __always_inline INT PREFIX##_sub_return(INT i, TYPE *v)         \
	{                                                                      \
		return __atomic_sub_fetch(&v->counter, i, __ATOMIC_SEQ_CST);   \
	}                                                                      \
	static __always_inline INT PREFIX##_inc_return(TYPE *v)                \
	{                                                                      \
		return PREFIX##_add_return(1, v);                              \
	}                                                                      \
	static __always_inline INT PREFIX##_dec_return(TYPE *v)                \
	{                                                                      \
		return PREFIX##_sub_return(1, v);                              \
	}                                                                      \
	static __always_inline INT PREFIX##_fetch_add(INT i, TYPE *v)          \
	{                                                                      \
		return __atomic_fetch_add(&v->counter, i, __ATOMIC_SEQ_CST);   \
	}                                                                      \
	static __always_inline INT PREFIX##_fetch_sub(INT i, TYPE *v)          \
	{                                                                      \
		return __atomic_fetch_sub(&v->counter, i, __ATOMIC_SEQ_CST);   \
	}                                                                      \
	static __always_inline bool PREFIX##_dec_and_test(TYPE *v)             \
	{                                                                      \
		return PREFIX##_dec_return(v) == 0;                            \
	}                                                                      \
	static __always_inline bool PREFIX##_inc_and_test(TYPE *v)             \
	{                                                                      \
		return PREFIX##_inc_return(v) == 0;                            \
	}                                                                      \
	static __always_inline bool PREFIX##_sub_and_test(INT i, TYPE *v)      \
	{                                                                      \
		return PREFIX##_sub_return(i, v) == 0;                         \
	}                                                                      \
	static __always_inline INT PREFIX##_xchg(TYPE *v, INT i)               \
	{                                                                      \
		return __atomic_exchange_n(&v->counter, i, __ATOMIC_SEQ_CST);  \
	}                                                                      \
	static __always_inline INT PREFIX##_cmpxchg(TYPE *v, INT old, INT new) \
	{                                                                      \
		__atomic_compare_exchange_n(&v->counter, &old, new, 0,         \
					    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
		return old;                                                    \
	}                                                                      \
	static __always_inline bool PREFIX##_try_cmpxchg(TYPE *v, INT *old, INT new) \
	{                                                                      \
		return __atomic_compare_exchange_n(&v->counter, old, new, 0,   \
						   __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
	}                                                                      \
	static __always_inline bool PREFIX##_add_unless(TYPE *v, INT a, INT u) \
	{                                                                      \
		INT c = PREFIX##_read(v);                                      \
		while (c != u)                                                 \
			if (PREFIX##_try_cmpxchg(v, &c, c + a))                \
				return true;                                   \
		return false;                                                  \
	}                                                                      \
	static __always_inline bool PREFIX##_inc_not_zero(TYPE *v)             \
	{                                                                      \
		return PREFIX##_add_unless(v, 1, 0);                           \
	}                                                                      \
	static __always_inline void PREFIX##_or(INT i, TYPE *v)                \
	{                                                                      \
		__atomic_or_fetch(&v->counter, i, __ATOMIC_SEQ_CST);           \
	}                                                                      \
	static __always_inline void PREFIX##_and(INT i, TYPE *v)               \
	{                                                                      \
		__atomic_and_fetch(&v->counter, i, __ATOMIC_SEQ_CST);          \
	}

__KALLOC_ATOMIC(atomic, atomic_t, int)
__KALLOC_ATOMIC(atomic64, atomic64_t, s64)
__KALLOC_ATOMIC(atomic_long, atomic_long_t, long)

#define atomic_long_add_return_relaxed(i, v) atomic_long_add_return(i, v)
#define atomic_long_cmpxchg_relaxed(v, o, n) atomic_long_cmpxchg(v, o, n)
#define xchg(ptr, v) __atomic_exchange_n(ptr, v, __ATOMIC_SEQ_CST)
#define xchg_relaxed(ptr, v) xchg(ptr, v)
#define cmpxchg(ptr, o, n)                                                     \
	({                                                                     \
		__typeof__(*(ptr)) __old = (o);                                \
		__atomic_compare_exchange_n(ptr, &__old, n, 0,                 \
					    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
		__old;                                                         \
	})
#define cmpxchg_relaxed(ptr, o, n) cmpxchg(ptr, o, n)
#define cmpxchg_acquire(ptr, o, n) cmpxchg(ptr, o, n)
#define cmpxchg_release(ptr, o, n) cmpxchg(ptr, o, n)
#define try_cmpxchg(ptr, oldp, n)                                              \
	__atomic_compare_exchange_n(ptr, oldp, n, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)
#define try_cmpxchg_release(ptr, oldp, n) try_cmpxchg(ptr, oldp, n)

struct spinlock;
int kalloc_atomic_dec_and_lock(atomic_t *atomic, struct spinlock *lock, const char *name);
#define _atomic_dec_and_lock(atomic, lock) kalloc_atomic_dec_and_lock(atomic, lock, #lock)
#define atomic_dec_and_lock(atomic, lock) kalloc_atomic_dec_and_lock(atomic, lock, #lock)

#include <linux/bitops.h>

#endif
