/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_COMPILER_H
#define _KALLOC_LINUX_COMPILER_H

#include <linux/version.h>

#ifndef __always_inline
#define __always_inline inline __attribute__((__always_inline__))
#endif
#define noinline __attribute__((__noinline__))
#define noinline_for_stack noinline
#define __must_check __attribute__((__warn_unused_result__))
#define __maybe_unused __attribute__((__unused__))
#define __printf(a, b) __attribute__((__format__(printf, a, b)))
#define __packed __attribute__((__packed__))
#define __aligned(n) __attribute__((__aligned__(n)))
#define ____cacheline_aligned __aligned(64)
#define __noreturn __attribute__((__noreturn__))
#define __mustcheck
#define __pure __attribute__((__pure__))
#define __cleanup(func) __attribute__((__cleanup__(func)))
#define __malloc __attribute__((__malloc__))
#define __counted_by(member)
#define fallthrough __attribute__((__fallthrough__))

#define __noinline noinline
#define __always_unused __attribute__((__unused__))
#define __used __attribute__((__used__))
#define __attribute_const__ __attribute__((__const__))
#define __const __attribute__((__const__))
#define __weak __attribute__((__weak__))
#define __alias(symbol) __attribute__((__alias__(#symbol)))
#define __section(name) __attribute__((__section__(name)))
#define __cold __attribute__((__cold__))
#define __flatten
#define __hot
#define __deprecated
#define __no_sanitize_address
#define __no_kcsan
#define notrace
#define asmlinkage
#define __visible
#define __latent_entropy
#define __nonstring
#define __designated_init
#define __randomize_layout
#define __no_randomize_layout
#define __read_mostly
#define __ro_after_init
#define __initdata
#define __exitdata
#define __initconst
#define __refdata
#define __meminit
#define __ref
#define __alloc_size(...)
#define __realloc_size(...)
#define __assume_aligned(...)
#define __diagnose_as(...)
#define __overloadable
#define __nocast
#define __safe
#define __private
#define __same_type(a, b) __builtin_types_compatible_p(__typeof__(a), __typeof__(b))
#define __compiletime_error(message)
#define __compiletime_warning(message)
#define compiletime_assert(condition, message)
#define static_assert(expr, ...) _Static_assert(expr, "" __VA_ARGS__)
#define __cacheline_aligned __attribute__((__aligned__(64)))
#define ____cacheline_aligned_in_smp __attribute__((__aligned__(64)))
#define __cacheline_aligned_in_smp __attribute__((__aligned__(64)))
#define barrier_data(ptr) __asm__ __volatile__("" : : "r"(ptr) : "memory")
#define OPTIMIZER_HIDE_VAR(var) __asm__("" : "=r"(var) : "0"(var))
#define RELOC_HIDE(ptr, off) ((__typeof__(ptr))((unsigned long)(ptr) + (off)))
#define typeof_member(T, m) __typeof__(((T *)0)->m)
#define data_race(expr) (expr)
#define absolute_pointer(val) ((void *)(val))
#define __scalar_type_to_expr_cases(type) unsigned type : (unsigned type)0, signed type : (signed type)0
#define __annotate_jump_table
#define __PASTE(a, b) a##b
#define __stringify_1(x...) #x
#define __stringify(x...) __stringify_1(x)
#ifndef asm_inline
#define asm_inline __asm__
#endif
#ifndef asm
#define asm __asm__
#endif
#ifndef typeof
#define typeof __typeof__
#endif

#define __user
#define __iomem
#define __percpu
#define __rcu
#define __force
#define __bitwise
#define __kernel

#define __init
#define __exit

#define __acquire(x) ((void)0)
#define __release(x) ((void)0)
#define __acquires(x)
#define __releases(x)
#define __must_hold(x)

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define barrier() __asm__ __volatile__("" : : : "memory")
#define unreachable() __builtin_unreachable()

#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, val)                                                     \
	do {                                                                   \
		*(volatile __typeof__(x) *)&(x) = (val);                       \
	} while (0)

#define __must_be_array(a) (sizeof(char[1]) - 1)
#define context_unsafe(...)
#define __UNIQUE_PASTE(a, b) a##b
#define __UNIQUE_PASTE1(a, b) __UNIQUE_PASTE(a, b)
#define __UNIQUE_ID(prefix) __UNIQUE_PASTE1(__UNIQUE_ID_##prefix, __COUNTER__)

#endif
