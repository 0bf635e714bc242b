// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the shortest way through kmalloc and kfree reads, in one place. The way
// is open only while nobody watches and nothing special is asked for; closing
// it makes two comparisons fail that are made anyhow.
#ifndef KALLOC_CORE_FASTPATH_H
#define KALLOC_CORE_FASTPATH_H

#include "core/Hooks.h"
#include <atomic>

namespace kalloc {

struct alignas(64) FastPath {
  /// Largest size that goes the short way; 0 while it is closed.
  std::atomic<size_t> MaxSize;
  /// Bytes of memory, from Base on; 0 while it is closed.
  std::atomic<uintptr_t> Span;
  std::atomic<uintptr_t> Base;
  /// Flags that need more than a free object.
  std::atomic<GfpMask> SlowFlags;
  /// By page frame: the thread bin of the objects in it, or 0.
  std::atomic<std::atomic<uint8_t> *> BinOfPage;
};

namespace detail {
extern FastPath Fast;
} // namespace detail

/// All of these must hold for the way to be open.
enum class FastReason : uint8_t { MachineRuns, NoHooks, NoInjection };
void allowFastPath(FastReason Reason, bool Holds);
inline bool fastPathOpen() {
  return detail::Fast.MaxSize.load(std::memory_order_relaxed) != 0;
}

/// What is used while the way is open.
void setFastPath(size_t MaxSize, const void *Base, size_t Span,
                 GfpMask SlowFlags, std::atomic<uint8_t> *BinOfPage);

} // namespace kalloc

#endif
