// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A stack of the size that a kernel task has, in front of a page that may not
// be touched.
#ifndef KALLOC_SCHED_KERNELSTACK_H
#define KALLOC_SCHED_KERNELSTACK_H

#include "core/CallSite.h"

namespace kalloc::sched {

class KernelStack {
public:
  /// Size is 4096, 8192 or 16384 bytes as a rule; any multiple of the page size
  /// will do. Reserve lies between the stack and its guard, for the
  /// simulation's own functions, when the program tells its depth by entered().
  KernelStack(size_t Size, size_t Reserve);
  ~KernelStack();
  KernelStack(const KernelStack &) = delete;
  KernelStack &operator=(const KernelStack &) = delete;

  /// Null when there was no memory.
  void *low() const { return Low; }
  size_t mapped() const { return Size + Reserve; }
  size_t size() const { return Size; }
  StackBounds bounds() const;

  /// A function of the program runs with its frame ending at Pointer: notes the
  /// depth. The first time that it is beyond Size, a violation is told and true
  /// returned.
  bool entered(const void *Pointer, const void *Function);
  /// The greatest depth told by entered(), else the bytes that were ever
  /// written.
  size_t highWater() const;
  /// The function at the greatest depth, or null.
  const void *deepest() const { return Deepest; }

private:
  char *Base = nullptr;
  char *Low = nullptr;
  size_t Size;
  size_t Reserve;
  size_t Depth = 0;
  const void *Deepest = nullptr;
  bool Told = false;
};

} // namespace kalloc::sched

#endif
