/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_CLEANUP_H
#define _KALLOC_LINUX_CLEANUP_H

#include <linux/compiler.h>
#include <linux/types.h>

/*
 * Resources that are given back when a variable goes out of scope, with the
 * names and the meaning that kernel code relies on.
 *
 * A class NAME has the type class_NAME_t, a constructor and a destructor.
 */
#define DEFINE_FREE(_name, _type, _free)                                       \
	static inline void __free_##_name(void *p)                             \
	{                                                                      \
		_type _T = *(_type *)p;                                        \
		_free;                                                         \
	}
#define __free(_name) __cleanup(__free_##_name)

#define __take_and_null(p, nullvalue)                                          \
	({                                                                     \
		__auto_type __slot = &(p);                                     \
		__auto_type __taken = *__slot;                                 \
		*__slot = nullvalue;                                           \
		__taken;                                                       \
	})

static inline const volatile void *__must_check
__must_use_taken(const volatile void *val)
{
	return val;
}

#define no_free_ptr(p) ((__typeof__(p))__must_use_taken((const volatile void *)__take_and_null(p, NULL)))
#define return_ptr(p) return no_free_ptr(p)

#define DEFINE_CLASS(_name, _type, _exit, _init, _init_args...)                \
	typedef _type class_##_name##_t;                                       \
	static inline void class_##_name##_destructor(_type *p)                \
	{                                                                      \
		_type _T = *p;                                                 \
		_exit;                                                         \
	}                                                                      \
	static inline _type class_##_name##_constructor(_init_args)            \
	{                                                                      \
		_type t = _init;                                               \
		return t;                                                      \
	}
#define CLASS(_name, var)                                                      \
	class_##_name##_t var __cleanup(class_##_name##_destructor) =          \
		class_##_name##_constructor

#define DEFINE_GUARD(_name, _type, _lock, _unlock)                             \
	DEFINE_CLASS(_name, _type, if (_T) { _unlock; },                       \
		     ({ _lock; _T; }), _type _T)                               \
	static inline void *class_##_name##_lock_ptr(class_##_name##_t *_T)    \
	{                                                                      \
		return (void *)*_T;                                            \
	}

#define DEFINE_GUARD_COND(_name, _ext, _condlock)                              \
	typedef class_##_name##_t class_##_name##_ext##_t;                     \
	static inline void class_##_name##_ext##_destructor(class_##_name##_t *p) \
	{                                                                      \
		class_##_name##_destructor(p);                                 \
	}                                                                      \
	static inline void *class_##_name##_ext##_lock_ptr(class_##_name##_t *p) \
	{                                                                      \
		return class_##_name##_lock_ptr(p);                            \
	}                                                                      \
	static inline class_##_name##_t class_##_name##_ext##_constructor(     \
		class_##_name##_t _T)                                          \
	{                                                                      \
		if (!(_condlock))                                              \
			_T = NULL;                                             \
		return _T;                                                     \
	}

#define DEFINE_LOCK_GUARD_1(_name, _type, _lock, _unlock, ...)                 \
	typedef struct {                                                       \
		_type *lock;                                                   \
		__VA_ARGS__;                                                   \
	} class_##_name##_t;                                                   \
	static inline void class_##_name##_destructor(class_##_name##_t *_T)   \
	{                                                                      \
		if (_T->lock) {                                                \
			_unlock;                                               \
		}                                                              \
	}                                                                      \
	static inline void *class_##_name##_lock_ptr(class_##_name##_t *_T)    \
	{                                                                      \
		return _T->lock;                                               \
	}                                                                      \
	static inline class_##_name##_t class_##_name##_constructor(_type *l)  \
	{                                                                      \
		class_##_name##_t _t = { .lock = l }, *_T = &_t;               \
		_lock;                                                         \
		return _t;                                                     \
	}

#define DEFINE_LOCK_GUARD_1_COND(_name, _ext, _condlock)                       \
	typedef class_##_name##_t class_##_name##_ext##_t;                     \
	static inline void class_##_name##_ext##_destructor(class_##_name##_t *p) \
	{                                                                      \
		class_##_name##_destructor(p);                                 \
	}                                                                      \
	static inline void *class_##_name##_ext##_lock_ptr(class_##_name##_t *p) \
	{                                                                      \
		return class_##_name##_lock_ptr(p);                            \
	}                                                                      \
	static inline class_##_name##_t class_##_name##_ext##_constructor(     \
		__typeof__(((class_##_name##_t *)0)->lock) l)                  \
	{                                                                      \
		class_##_name##_t _t = { .lock = l }, *_T = &_t;               \
		if (!(_condlock))                                              \
			_T->lock = NULL;                                       \
		return _t;                                                     \
	}

#define DEFINE_LOCK_GUARD_0(_name, _lock, _unlock, ...)                        \
	typedef struct {                                                       \
		void *lock;                                                    \
		__VA_ARGS__;                                                   \
	} class_##_name##_t;                                                   \
	static inline void class_##_name##_destructor(class_##_name##_t *_T)   \
	{                                                                      \
		if (_T->lock) {                                                \
			_unlock;                                               \
		}                                                              \
	}                                                                      \
	static inline void *class_##_name##_lock_ptr(class_##_name##_t *_T)    \
	{                                                                      \
		return _T->lock;                                               \
	}                                                                      \
	static inline class_##_name##_t class_##_name##_constructor(void)      \
	{                                                                      \
		class_##_name##_t _t = { .lock = (void *)1 },                  \
				  *_T __maybe_unused = &_t;                    \
		_lock;                                                         \
		return _t;                                                     \
	}

#define guard(_name) CLASS(_name, __UNIQUE_ID(guard))
#define __guard_ptr(_name) class_##_name##_lock_ptr
#define scoped_guard(_name, args...)                                           \
	for (CLASS(_name, scope)(args), *done = NULL;                          \
	     __guard_ptr(_name)(&scope) && !done; done = (void *)1)
#define scoped_cond_guard(_name, _fail, args...)                               \
	for (CLASS(_name, scope)(args), *done = NULL; !done; done = (void *)1) \
		if (!__guard_ptr(_name)(&scope))                               \
			_fail;                                                 \
		else

#endif
