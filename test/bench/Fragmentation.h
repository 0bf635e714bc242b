// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef KALLOC_BENCH_FRAGMENTATION_H
#define KALLOC_BENCH_FRAGMENTATION_H

namespace bench {

/// A long random run, and how much memory it holds beside what it asked for.
void printFragmentation();

} // namespace bench

#endif
