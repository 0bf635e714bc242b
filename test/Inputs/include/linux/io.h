/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_IO_H
#define _MINI_LINUX_IO_H

#include <linux/types.h>

u32 readl(const volatile void __iomem *addr);
void writel(u32 value, volatile void __iomem *addr);
u8 readb(const volatile void __iomem *addr);
void writeb(u8 value, volatile void __iomem *addr);
void memcpy_fromio(void *to, const volatile void __iomem *from, size_t n);
void __iomem *ioremap(phys_addr_t offset, size_t size);
void iounmap(volatile void __iomem *addr);

#endif
