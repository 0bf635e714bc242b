/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_IO_H
#define _KALLOC_LINUX_IO_H

#include <linux/types.h>

u32 readl(const volatile void __iomem *addr);
void writel(u32 value, volatile void __iomem *addr);
u16 readw(const volatile void __iomem *addr);
void writew(u16 value, volatile void __iomem *addr);
u64 readq(const volatile void __iomem *addr);
void writeq(u64 value, volatile void __iomem *addr);
#define readl_relaxed(addr) readl(addr)
#define writel_relaxed(value, addr) writel(value, addr)
u8 readb(const volatile void __iomem *addr);
void writeb(u8 value, volatile void __iomem *addr);
void memcpy_fromio(void *to, const volatile void __iomem *from, size_t n);
void __iomem *ioremap(phys_addr_t offset, size_t size);
void iounmap(volatile void __iomem *addr);

#endif
