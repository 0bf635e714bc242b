// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "api/Call.h"
#include "buddy/Buddy.h"
#include "kalloc/slab.h"
#include "slab/Bins.h"
#include "slab/Checked.h"
#include "slab/Slab.h"
#include "vmalloc/Areas.h"
#include <cstring>

using namespace kalloc;
using namespace kalloc::api;
using policy::GfpMeaning;

namespace kalloc::api {

/// Pages of a block, and a red zone in what was not asked for.
static void *allocateLarge(AllocCall &C, size_t Size, Family As) {
  unsigned Order = orderFor(Size);
  Pfn P = buddy::allocate({C.flags(), Order, As, C.scopes()});
  if (P == NoPfn)
    return nullptr;
  PageInfo &I = infoOf(P);
  I.Size = uint32_t(Size);
  char *Start = addressOf(P);
  if (C.checked()) {
    I.Flags |= PageRedZone;
    std::memset(Start + Size, slab::RedZone,
                (size_t(PageSize) << Order) - Size);
  }
  return Start;
}

static void checkSlabFlags(AllocCall &C) {
  GfpMask Flags = C.Request.Flags;
  if (GfpMask Refused = policy::notForSlab(Flags)) {
    char Text[128];
    policy::spell(Refused, Text, sizeof Text);
    C.fault(MemoryFault::BadSlabFlags, Text);
    C.drop(Refused);
  }
  if (const char *Why = policy::retryConflict(Flags))
    C.fault(policy::mayBlock(Flags) ? MemoryFault::Contradiction
                                    : MemoryFault::NoFailCannot,
            Why);
}

void *allocateObject(AllocCall &C, size_t Size, Family As) {
  checkSlabFlags(C);
  if (!Size)
    return ZERO_SIZE_PTR;
  if (Size > KMALLOC_MAX_SIZE) {
    if (!policy::has(C.flags(), GfpMeaning::NoWarn))
      C.fault(MemoryFault::OrderTooLarge);
    return nullptr;
  }
  if (C.failsEarly())
    return nullptr;
  if (void *Memory = C.provided())
    return Memory;
  if (Size > KMALLOC_MAX_CACHE_SIZE)
    return allocateLarge(C, Size, As);
  kmem_cache *Cache = slab::kmallocCache(Size, C.flags(), C.checked());
  return Cache ? slab::allocate(*Cache, {C.flags(), C.scopes(), Size, As})
               : nullptr;
}

} // namespace kalloc::api

[[gnu::noinline]] static void *
kmallocSlowly(const char *Api, size_t Size, GfpMask Flags, const void *Caller) {
  AllocCall C({Api, Family::Kmalloc, Size, Flags, Caller});
  return C.done(allocateObject(C, Size, Family::Kmalloc));
}

void *kmalloc(size_t size, gfp_t flags) {
  if (void *Object = slab::takeFast(size, flags)) [[likely]]
    return Object;
  return kmallocSlowly("kmalloc", size, flags, KALLOC_CALLER);
}

void *kzalloc(size_t size, gfp_t flags) {
  if (void *Object = slab::takeFast(size, flags)) [[likely]]
    return std::memset(Object, 0, size);
  return kmallocSlowly("kzalloc", size, flags | zeroFlag(), KALLOC_CALLER);
}

void *kmalloc_node(size_t size, gfp_t flags, int) {
  return kmallocSlowly("kmalloc_node", size, flags, KALLOC_CALLER);
}

void *kzalloc_node(size_t size, gfp_t flags, int) {
  return kmallocSlowly("kzalloc_node", size, flags | zeroFlag(), KALLOC_CALLER);
}

/// The product, or more than anything can be.
static size_t product(size_t N, size_t Size) {
  size_t Bytes;
  return __builtin_mul_overflow(N, Size, &Bytes) ? SIZE_MAX : Bytes;
}

/// What overflows is refused without a word, as the kernel does.
static void *allocateArray(const char *Api, size_t Bytes, GfpMask Flags,
                           const void *Caller) {
  AllocCall C({Api, Family::Kmalloc, Bytes, Flags, Caller});
  if (Bytes == SIZE_MAX)
    return C.done(nullptr);
  return C.done(allocateObject(C, Bytes, Family::Kmalloc));
}

void *kmalloc_array(size_t n, size_t size, gfp_t flags) {
  return allocateArray("kmalloc_array", product(n, size), flags, KALLOC_CALLER);
}

void *kcalloc(size_t n, size_t size, gfp_t flags) {
  return allocateArray("kcalloc", product(n, size), flags | zeroFlag(),
                       KALLOC_CALLER);
}

static void *duplicate(const char *Api, const void *Source, size_t Length,
                       size_t More, GfpMask Flags, const void *Caller) {
  AllocCall C({Api, Family::Kmalloc, Length + More, Flags, Caller});
  auto *Copy =
      static_cast<char *>(allocateObject(C, Length + More, Family::Kmalloc));
  if (Copy && !ZERO_OR_NULL_PTR(Copy)) {
    std::memcpy(Copy, Source, Length);
    std::memset(Copy + Length, 0, More);
  }
  return C.done(Copy);
}

void *kmemdup(const void *source, size_t length, gfp_t flags) {
  return duplicate("kmemdup", source, length, 0, flags, KALLOC_CALLER);
}

char *kstrdup(const char *text, gfp_t flags) {
  return !text
             ? nullptr
             : static_cast<char *>(duplicate("kstrdup", text, std::strlen(text),
                                             1, flags, KALLOC_CALLER));
}

char *kstrndup(const char *text, size_t max, gfp_t flags) {
  return !text ? nullptr
               : static_cast<char *>(duplicate("kstrndup", text,
                                               strnlen(text, max), 1, flags,
                                               KALLOC_CALLER));
}

char *kmemdup_nul(const char *text, size_t length, gfp_t flags) {
  return !text ? nullptr
               : static_cast<char *>(duplicate("kmemdup_nul", text, length, 1,
                                               flags, KALLOC_CALLER));
}

static constinit FreeFunction KfreeFunction{"kfree"};
static constinit FreeFunction SensitiveFunction{"kfree_sensitive"};
static constinit FreeFunction ReallocFunction{"krealloc"};

static void freeSlowly(FreeFunction &F, const void *Object, bool Wipe,
                       const void *Caller) {
  if (ZERO_OR_NULL_PTR(Object))
    return;
  FreeCheck C = checkFree(F, Object, Caller);
  if (C.What == FreeCheck::Do::Nothing)
    return;
  if (Wipe) {
    const Description &D = C.Memory;
    auto *Cache = static_cast<const kmem_cache *>(D.Cache);
    size_t Bytes =
        Cache && Cache->Checked ? slab::recordOf(Object).Size : size_t(D.Size);
    explicit_bzero(const_cast<void *>(Object), Bytes);
  }
  giveBack(C.Memory, F.name(), Caller, C.What == FreeCheck::Do::Keep);
}

void kfree(const void *object) {
  unsigned Bin = slab::binOf(object);
  if (Bin && slab::giveFast(Bin, object)) [[likely]]
    return;
  freeSlowly(KfreeFunction, object, false, KALLOC_CALLER);
}

void kfree_sensitive(const void *object) {
  freeSlowly(SensitiveFunction, object, true, KALLOC_CALLER);
}

/// Bytes that may be used, or 0 for what is no live object of kmalloc's.
static size_t usableBytes(const void *Object, Description &D) {
  const Hooks *H = hooks();
  if (H && H->ProvidedSize)
    if (uint64_t Bytes = H->ProvidedSize(Object))
      return size_t(Bytes);
  D = describe(Object);
  bool Good = D.Is == Description::State::Live && D.Object == Object &&
              D.Kind != Family::Vmalloc && D.Kind != Family::Vmap;
  return Good ? size_t(D.Size) : 0;
}

static bool isChecked(const Description &D) {
  return D.Cache && static_cast<const kmem_cache *>(D.Cache)->Checked;
}

size_t ksize(const void *object) {
  if (ZERO_OR_NULL_PTR(object))
    return 0;
  Description D;
  size_t Bytes = usableBytes(object, D);
  if (!Bytes) {
    reportFault(MemoryFault::FreeOfNothing, {"ksize", object, KALLOC_CALLER});
    return 0;
  }
  // Whoever asks may use all of it.
  if (isChecked(D))
    slab::growTo(*static_cast<kmem_cache *>(const_cast<void *>(D.Cache)),
                 const_cast<void *>(object), Bytes);
  return Bytes;
}

size_t kmalloc_size_roundup(size_t size) {
  return size > KMALLOC_MAX_SIZE ? size : slab::roundedSize(size);
}

/// In place, if the object is large enough as it is.
static bool resizeInPlace(const Description &D, void *Object, size_t Size,
                          bool Zero) {
  if (!D.Cache)
    return false;
  auto &C = *static_cast<kmem_cache *>(const_cast<void *>(D.Cache));
  if (Size > C.ObjectSize)
    return false;
  if (!C.Checked)
    return true;
  size_t Old = slab::recordOf(Object).Size;
  char *Bytes = static_cast<char *>(Object);
  if (Size > Old && Zero)
    std::memset(Bytes + Old, 0, Size - Old);
  std::memset(Bytes + Size, slab::RedZone, C.ObjectSize - Size);
  slab::growTo(C, Object, Size);
  return true;
}

static size_t bytesToKeep(const Description &D, const void *Object,
                          size_t Usable, size_t Size) {
  size_t Old = isChecked(D) ? slab::recordOf(Object).Size : Usable;
  return Old < Size ? Old : Size;
}

static void *reallocate(const char *Api, const void *Object, size_t Size,
                        GfpMask Flags, const void *Caller) {
  AllocCall C({Api, Family::Kmalloc, Size, Flags, Caller});
  if (ZERO_OR_NULL_PTR(Object))
    return C.done(allocateObject(C, Size, Family::Kmalloc));
  Description D;
  size_t Usable = usableBytes(Object, D);
  if (!Usable) {
    checkFree(ReallocFunction, Object, Caller);
    return C.done(nullptr);
  }
  bool Zero = policy::has(Flags, GfpMeaning::Zero);
  auto *Old = const_cast<void *>(Object);
  if (Size && resizeInPlace(D, Old, Size, Zero))
    return C.done(Old);
  void *New = allocateObject(C, Size, Family::Kmalloc);
  if (!New)
    return C.done(nullptr);
  if (!ZERO_OR_NULL_PTR(New))
    std::memcpy(New, Object, bytesToKeep(D, Object, Usable, Size));
  freeSlowly(ReallocFunction, Object, false, Caller);
  return C.done(New);
}

void *krealloc(const void *object, size_t size, gfp_t flags) {
  return reallocate("krealloc", object, size, flags, KALLOC_CALLER);
}

void *krealloc_array(void *object, size_t n, size_t size, gfp_t flags) {
  size_t Bytes = product(n, size);
  if (Bytes == SIZE_MAX)
    return nullptr;
  return reallocate("krealloc_array", object, Bytes, flags, KALLOC_CALLER);
}
