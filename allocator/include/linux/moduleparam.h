/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_MODULEPARAM_H
#define _KALLOC_LINUX_MODULEPARAM_H

#define module_param(name, type, perm) _Static_assert(1, "")
#define module_param_named(name, value, type, perm) _Static_assert(1, "")
#define MODULE_PARM_DESC(name, text) _Static_assert(1, "")

#endif
