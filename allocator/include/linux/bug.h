/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_BUG_H
#define _KALLOC_LINUX_BUG_H

#include <linux/build_bug.h>
#include <linux/compiler.h>

/* A warning is logged and the program goes on; a BUG() ends the path. */
void __warn_printk(const char *fmt, ...) __printf(1, 2);
void kalloc_warn(const char *condition, const char *file, int line);
void kalloc_bug(const char *file, int line) __noreturn;

#define BUG() kalloc_bug(__FILE__, __LINE__)
#define BUG_ON(condition)                                                      \
	do {                                                                   \
		if (unlikely(condition))                                       \
			BUG();                                                 \
	} while (0)
#define WARN_ON(condition)                                                     \
	({                                                                     \
		int __ret_warn_on = !!(condition);                             \
		if (unlikely(__ret_warn_on))                                   \
			kalloc_warn(#condition, __FILE__, __LINE__);           \
		unlikely(__ret_warn_on);                                       \
	})
#define WARN(condition, format...)                                             \
	({                                                                     \
		int __ret_warn_on = !!(condition);                             \
		if (unlikely(__ret_warn_on))                                   \
			__warn_printk(format);                                 \
		unlikely(__ret_warn_on);                                       \
	})
#define __once_only(what)                                                      \
	({                                                                     \
		static int __already_done;                                     \
		if (!__already_done) {                                         \
			__already_done = 1;                                    \
			what;                                                  \
		}                                                              \
	})
#define WARN_ON_ONCE(condition)                                                \
	({                                                                     \
		int __ret_do_once = !!(condition);                             \
		if (unlikely(__ret_do_once))                                   \
			__once_only(kalloc_warn(#condition, __FILE__, __LINE__)); \
		unlikely(__ret_do_once);                                       \
	})
#define WARN_ONCE(condition, format...)                                        \
	({                                                                     \
		int __ret_do_once = !!(condition);                             \
		if (unlikely(__ret_do_once))                                   \
			__once_only(__warn_printk(format));                    \
		unlikely(__ret_do_once);                                       \
	})
#define VM_BUG_ON(condition) BUG_ON(condition)
#define VM_WARN_ON(condition) WARN_ON(condition)
#define VM_WARN_ON_ONCE(condition) WARN_ON_ONCE(condition)

#endif
