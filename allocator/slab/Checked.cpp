// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "slab/Checked.h"
#include <cstring>

namespace kalloc::slab {

static constinit Record *Records = nullptr;

Record &recordOf(const void *Object) {
  return Records[(uintptr_t(Object) - uintptr_t(machine().Base)) / 8];
}

static size_t recordBytes() { return machine().Bytes / 8 * sizeof(Record); }

bool startRecords() {
  Records = static_cast<Record *>(platform::allocateZeroed(recordBytes()));
  return Records != nullptr;
}

void stopRecords() {
  if (Records)
    platform::release(Records, recordBytes());
  Records = nullptr;
}

bool allAre(const void *From, const void *To, unsigned char Value) {
  auto *First = static_cast<const unsigned char *>(From);
  size_t Size = size_t(static_cast<const unsigned char *>(To) - First);
  // Equal to itself one byte further on: the C library compares 32 at once.
  return !Size ||
         (*First == Value && std::memcmp(First, First + 1, Size - 1) == 0);
}

static void poison(const kmem_cache &C, unsigned char *Object) {
  std::memset(Object, PoisonFree, C.ObjectSize - 1);
  Object[C.ObjectSize - 1] = PoisonEnd;
}

void prepareSlab(kmem_cache &C, Pfn Slab) {
  auto *At = reinterpret_cast<unsigned char *>(addressOf(Slab));
  std::memset(At, RedZone, size_t(PageSize) << C.Order);
  At += C.FirstOffset;
  for (unsigned I = 0; I != C.PerSlab; ++I, At += C.Stride) {
    recordOf(At) = {0, Description::State::Free, Family::None};
    if (C.Poisoned)
      poison(C, At);
  }
}

static void checkPoison(const kmem_cache &C, unsigned char *Object) {
  const unsigned char *Last = Object + C.ObjectSize - 1;
  if (allAre(Object, Last, PoisonFree) && *Last == PoisonEnd)
    return;
  reportFault(MemoryFault::WriteAfterFree,
              {C.Name, Object, nullptr, "noticed when it was used again"});
}

void handOut(kmem_cache &C, void *Object, size_t Size, Family As) {
  auto *Bytes = static_cast<unsigned char *>(Object);
  Record &R = recordOf(Object);
  if (C.Poisoned) {
    checkPoison(C, Bytes);
    std::memset(Bytes + Size, RedZone, C.ObjectSize - Size);
  }
  R = {uint32_t(Size), Description::State::Live, As};
  C.Recorded.fetch_add(1, std::memory_order_relaxed);
}

void takeBack(kmem_cache &C, void *Object, const char *Api,
              const void *Caller) {
  auto *Bytes = static_cast<unsigned char *>(Object);
  Record &R = recordOf(Object);
  const unsigned char *ZoneStart = Bytes + (C.Poisoned ? R.Size : C.ObjectSize);
  const unsigned char *ZoneEnd = Bytes + C.LinkOffset;
  if (!allAre(ZoneStart, ZoneEnd, RedZone)) {
    reportFault(MemoryFault::Overrun, {Api, Object, Caller, C.Name});
    std::memset(Bytes + C.ObjectSize, RedZone, C.LinkOffset - C.ObjectSize);
  }
  // What lies between the free list's link and the next object.
  unsigned char *Front = Bytes - 8;
  if (!allAre(Front, Bytes, RedZone)) {
    reportFault(MemoryFault::Underrun, {Api, Object, Caller, C.Name});
    std::memset(Front, RedZone, 8);
  }
  R.State = Description::State::Free;
  C.Recorded.fetch_sub(1, std::memory_order_relaxed);
  if (C.Poisoned)
    poison(C, Bytes);
}

void growTo(kmem_cache &C, void *Object, size_t Size) {
  recordOf(Object).Size = uint32_t(Size);
}

} // namespace kalloc::slab
