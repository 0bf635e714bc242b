/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_BUG_H
#define _MINI_LINUX_BUG_H

#include <linux/compiler.h>

void __warn_printk(const char *fmt, ...) __printf(1, 2);

#define __BUG_TRAP() __asm__ __volatile__("ud2")
#define BUG()                                                                  \
	do {                                                                   \
		__BUG_TRAP();                                                  \
		unreachable();                                                 \
	} while (0)
#define BUG_ON(condition)                                                      \
	do {                                                                   \
		if (unlikely(condition))                                       \
			BUG();                                                 \
	} while (0)

#define __WARN() __BUG_TRAP()
#define WARN_ON(condition)                                                     \
	({                                                                     \
		int __ret_warn_on = !!(condition);                             \
		if (unlikely(__ret_warn_on))                                   \
			__WARN();                                              \
		unlikely(__ret_warn_on);                                       \
	})
#define WARN(condition, format...)                                             \
	({                                                                     \
		int __ret_warn_on = !!(condition);                             \
		if (unlikely(__ret_warn_on))                                   \
			__warn_printk(format);                                 \
		unlikely(__ret_warn_on);                                       \
	})
#define WARN_ON_ONCE(condition)                                                \
	({                                                                     \
		static int __already_done;                                     \
		int __ret_do_once = !!(condition);                             \
		if (unlikely(__ret_do_once && !__already_done)) {              \
			__already_done = 1;                                    \
			WARN_ON(1);                                            \
		}                                                              \
		unlikely(__ret_do_once);                                       \
	})
#define WARN_ONCE(condition, format...)                                        \
	({                                                                     \
		static int __already_done;                                     \
		int __ret_do_once = !!(condition);                             \
		if (unlikely(__ret_do_once && !__already_done)) {              \
			__already_done = 1;                                    \
			WARN(1, format);                                       \
		}                                                              \
		unlikely(__ret_do_once);                                       \
	})
#define BUILD_BUG_ON(condition) ((void)sizeof(char[1 - 2 * !!(condition)]))

#endif
