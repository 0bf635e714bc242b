// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/FastPath.h"
#include "core/Lock.h"

namespace kalloc {

namespace detail {
constinit FastPath Fast{};
} // namespace detail

using detail::Fast;

static constinit SpinLock Lock;
static constinit unsigned Holding = (1u << unsigned(FastReason::NoHooks)) |
                                    (1u << unsigned(FastReason::NoInjection));
static constinit size_t OpenSize = 0;
static constinit uintptr_t OpenSpan = 0;

static void update() {
  bool Open = Holding == 7;
  Fast.MaxSize.store(Open ? OpenSize : 0, std::memory_order_release);
  Fast.Span.store(Open ? OpenSpan : 0, std::memory_order_release);
}

void allowFastPath(FastReason Reason, bool Holds) {
  Locked L(Lock);
  unsigned Bit = 1u << unsigned(Reason);
  Holding = Holds ? Holding | Bit : Holding & ~Bit;
  update();
}

void setFastPath(size_t MaxSize, const void *Base, size_t Span,
                 GfpMask SlowFlags, std::atomic<uint8_t> *BinOfPage) {
  Locked L(Lock);
  OpenSize = MaxSize;
  OpenSpan = Span;
  Fast.Base.store(uintptr_t(Base), std::memory_order_relaxed);
  Fast.SlowFlags.store(SlowFlags, std::memory_order_relaxed);
  Fast.BinOfPage.store(BinOfPage, std::memory_order_relaxed);
  update();
}

} // namespace kalloc
