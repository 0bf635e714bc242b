// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "oracle/GuardHeap.h"

#include "platform/Platform.h"

#include <atomic>
#include <bit>
#include <cstring>

using namespace kalloc;
using namespace kalloc::oracle;

namespace {

constexpr uint64_t ArenaSize = uint64_t(1) << 36;
constexpr uint64_t MaxObject = uint64_t(1) << 26;
/// Each living object takes two mappings, and the system has a limit on them.
constexpr uint32_t MaxLive = 24000;
/// What the bytes between an object and its page's ends hold.
constexpr unsigned char Slack = 0xcc;

std::atomic<uintptr_t> Arena{0};
std::atomic<uint64_t> Used{0};
std::atomic<uint32_t> Live{0};

uintptr_t arena() {
  uintptr_t Base = Arena.load(std::memory_order_acquire);
  if (Base)
    return Base;
  void *Fresh = platform::reserve(ArenaSize, platform::PageSize);
  if (!Fresh)
    return 0;
  uintptr_t Expected = 0;
  if (Arena.compare_exchange_strong(Expected,
                                    reinterpret_cast<uintptr_t>(Fresh)))
    return reinterpret_cast<uintptr_t>(Fresh);
  platform::release(Fresh, ArenaSize);
  return Expected;
}

/// The alignment that kmalloc promises: of powers of two, their own.
uint64_t alignmentOf(uint64_t Size) {
  if (std::has_single_bit(Size))
    return std::min<uint64_t>(Size, platform::PageSize);
  return 8;
}

uint64_t roundUp(uint64_t Value, uint64_t Unit) {
  return (Value + Unit - 1) / Unit * Unit;
}

bool allSlack(const unsigned char *Begin, const unsigned char *End) {
  for (; Begin < End; ++Begin)
    if (*Begin != Slack)
      return false;
  return true;
}

} // namespace

bool guard::owns(uintptr_t Address) {
  const uintptr_t Base = Arena.load(std::memory_order_acquire);
  return Base && Address - Base < ArenaSize;
}

void *guard::allocate(const AllocRequest &Request) {
  const uint64_t Size = Request.Size;
  if (Size == 0 || Size > MaxObject ||
      Live.load(std::memory_order_relaxed) >= MaxLive)
    return nullptr;
  const uintptr_t Base = arena();
  if (!Base)
    return nullptr;
  const uint64_t Bytes = roundUp(Size, platform::PageSize);
  const uint64_t Offset =
      Used.fetch_add(Bytes + platform::PageSize, std::memory_order_relaxed);
  if (Offset + Bytes + 2 * platform::PageSize > ArenaSize)
    return nullptr;
  // A page in front is left out, so that the first object has one as well.
  const uintptr_t Low = Base + platform::PageSize + Offset;
  if (!platform::protect(reinterpret_cast<void *>(Low), Bytes, true))
    return nullptr;
  Live.fetch_add(1, std::memory_order_relaxed);
  // Page-sized memory starts at a page, as everything that maps it expects.
  const uint64_t Align =
      Request.Kind == Family::Vmalloc ? platform::PageSize : alignmentOf(Size);
  const uintptr_t Address = Low + Bytes - roundUp(Size, Align);
  auto *Bytewise = reinterpret_cast<unsigned char *>(Low);
  std::memset(Bytewise, Slack, Address - Low);
  std::memset(Bytewise + (Address - Low) + Size, Slack,
              Low + Bytes - Address - Size);
  objects().allocated(Request, Address, Low, Low + Bytes);
  return reinterpret_cast<void *>(Address);
}

void guard::retire(const Object &O, bool &Before, bool &Behind) {
  const auto *Low = reinterpret_cast<const unsigned char *>(O.MapLow);
  const auto *High = reinterpret_cast<const unsigned char *>(O.MapHigh);
  const auto *Begin = reinterpret_cast<const unsigned char *>(O.Address);
  Before = !allSlack(Low, Begin);
  Behind = !allSlack(Begin + O.Size, High);
  platform::unmap(const_cast<unsigned char *>(Low), O.MapHigh - O.MapLow);
  Live.fetch_sub(1, std::memory_order_relaxed);
}

void guard::reset() {
  const uintptr_t Base = Arena.exchange(0);
  if (Base)
    platform::release(reinterpret_cast<void *>(Base), ArenaSize);
  Used = 0;
  Live = 0;
}
