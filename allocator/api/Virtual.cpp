// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "api/Call.h"
#include "kalloc/page.h"
#include "kalloc/slab.h"
#include "kalloc/vmalloc.h"
#include "vmalloc/Areas.h"
#include <climits>
#include <cstring>

using namespace kalloc;
using namespace kalloc::api;
using policy::GfpMeaning;

namespace kalloc::api {

/// A range of virtual memory; flags that it does not take are told and dropped.
void *allocateVirtual(AllocCall &C, uint64_t Size, GfpMask Flags, Family As) {
  if (!Size) {
    C.fault(MemoryFault::BadArgument, "size 0");
    return nullptr;
  }
  if (C.failsEarly())
    return nullptr;
  if (void *Memory = C.provided())
    return Memory;
  void *Start = vmalloc::allocate(Size, Flags, C.scopes());
  if (Start && As != Family::Vmalloc)
    vmalloc::setFamily(Start, As);
  return Start;
}

} // namespace kalloc::api

static void *vmallocAs(const char *Api, uint64_t Size, GfpMask Flags,
                       const void *Caller) {
  AllocCall C({Api, Family::Vmalloc, Size, Flags, Caller});
  C.mightSleep("maps pages");
  if (GfpMask Refused = policy::notForVmalloc(Flags)) {
    char Text[128];
    policy::spell(Refused, Text, sizeof Text);
    C.fault(MemoryFault::BadVmallocFlags, Text);
    C.drop(Refused);
  }
  if (!policy::mayBlock(Flags))
    C.fault(MemoryFault::BadVmallocFlags, "it cannot be done without waiting");
  return C.done(allocateVirtual(C, Size, C.flags(), Family::Vmalloc));
}

static GfpMask kernelFlags() { return policy::value("GFP_KERNEL"); }

void *vmalloc(unsigned long size) {
  return vmallocAs("vmalloc", size, kernelFlags(), KALLOC_CALLER);
}

void *vzalloc(unsigned long size) {
  return vmallocAs("vzalloc", size, kernelFlags() | zeroFlag(), KALLOC_CALLER);
}

void *vmalloc_user(unsigned long size) {
  return vmallocAs("vmalloc_user", size, kernelFlags() | zeroFlag(),
                   KALLOC_CALLER);
}

void *__vmalloc(unsigned long size, gfp_t flags) {
  return vmallocAs("__vmalloc", size, flags, KALLOC_CALLER);
}

void *vmalloc_array(size_t n, size_t size) {
  size_t Bytes;
  if (__builtin_mul_overflow(n, size, &Bytes))
    return nullptr;
  return vmallocAs("vmalloc_array", Bytes, kernelFlags(), KALLOC_CALLER);
}

void *vcalloc(size_t n, size_t size) {
  size_t Bytes;
  if (__builtin_mul_overflow(n, size, &Bytes))
    return nullptr;
  return vmallocAs("vcalloc", Bytes, kernelFlags() | zeroFlag(), KALLOC_CALLER);
}

static constinit FreeFunction VfreeFunction{"vfree"};
static constinit FreeFunction VfreeAtomicFunction{"vfree_atomic"};
static constinit FreeFunction VunmapFunction{"vunmap"};
static constinit FreeFunction KvfreeFunction{"kvfree"};
static constinit FreeFunction KvfreeSensitiveFunction{"kvfree_sensitive"};

static bool inInterrupt() {
  const Hooks *H = hooks();
  return H && H->InInterrupt && H->InInterrupt();
}

static void freeVirtual(FreeFunction &F, const void *Address, bool Later,
                        const void *Caller) {
  FreeCheck C = checkFree(F, Address, Caller);
  if (C.What == FreeCheck::Do::Nothing)
    return;
  if (Later && !inMemory(C.Memory.Object))
    return vmalloc::releaseLater(const_cast<void *>(C.Memory.Object));
  giveBack(C.Memory, F.name(), Caller, C.What == FreeCheck::Do::Keep);
}

void vfree(const void *address) {
  bool Later = inInterrupt();
  if (!Later)
    mightSleep("vfree", KALLOC_CALLER, "unmaps pages");
  if (address)
    freeVirtual(VfreeFunction, address, Later, KALLOC_CALLER);
}

void vfree_atomic(const void *address) {
  if (address)
    freeVirtual(VfreeAtomicFunction, address, true, KALLOC_CALLER);
}

void vunmap(const void *address) {
  mightSleep("vunmap", KALLOC_CALLER, "unmaps pages");
  if (address)
    freeVirtual(VunmapFunction, address, false, KALLOC_CALLER);
}

/// The frames of the pages, in a range made for that; null if one is no page.
static Pfn *framesOf(struct page **Pages, unsigned Count, unsigned Scopes) {
  auto *Frames = static_cast<Pfn *>(
      vmalloc::allocate(uint64_t(Count) * sizeof(Pfn), kernelFlags(), Scopes));
  for (unsigned I = 0; Frames && I != Count; ++I) {
    unsigned long P = page_to_pfn(Pages[I]);
    if (!pfn_valid(P)) {
      vmalloc::release(Frames);
      return nullptr;
    }
    Frames[I] = Pfn(P);
  }
  return Frames;
}

void *vmap(struct page **pages, unsigned int count, unsigned long,
           unsigned long) {
  AllocCall C({"vmap", Family::Vmap, uint64_t(count) * PageSize, kernelFlags(),
               KALLOC_CALLER});
  C.mightSleep("maps pages");
  if (!pages || !count || count > machine().Pages) {
    C.fault(MemoryFault::BadArgument, "no pages");
    return C.done(nullptr);
  }
  if (C.failsEarly())
    return C.done(nullptr);
  Pfn *Frames = framesOf(pages, count, C.scopes());
  if (!Frames)
    return C.done(nullptr);
  void *Start = vmalloc::map(Frames, count);
  vmalloc::release(Frames);
  return C.done(Start);
}

bool is_vmalloc_addr(const void *address) {
  return vmalloc::find(address).State != Description::State::NotOurs;
}

struct page *vmalloc_to_page(const void *address) {
  Pfn P = vmalloc::frameAt(address);
  return P == NoPfn ? nullptr : machine().PageArray + P;
}

unsigned long vmalloc_to_pfn(const void *address) {
  return vmalloc::frameAt(address);
}

unsigned long kalloc_vmalloc_flush(void) {
  return machineRuns() ? vmalloc::flush() : 0;
}

/// kmalloc first, without trying hard if there is another way.
static void *kvmallocAs(const char *Api, size_t Size, GfpMask Flags,
                        const void *Caller) {
  AllocCall C({Api, Family::Kvmalloc, Size, Flags, Caller});
  if (Size > INT_MAX) {
    if (!policy::has(Flags, GfpMeaning::NoWarn))
      C.fault(MemoryFault::BadArgument, "more than INT_MAX bytes");
    return C.done(nullptr);
  }
  if (policy::has(Flags, GfpMeaning::NoRetry))
    C.fault(MemoryFault::BadKvmallocFlags, "vmalloc cannot but retry");
  bool MayMap = policy::mayBlock(Flags) && Size > PageSize;
  if (Size <= KMALLOC_MAX_SIZE)
    if (void *Memory = allocateObject(C, Size, Family::Kvmalloc))
      return C.done(Memory);
  if (!MayMap)
    return C.done(nullptr);
  C.drop(policy::notForVmalloc(C.flags()));
  return C.done(allocateVirtual(C, Size, C.flags(), Family::Kvmalloc));
}

void *kvmalloc(size_t size, gfp_t flags) {
  return kvmallocAs("kvmalloc", size, flags, KALLOC_CALLER);
}

void *kvzalloc(size_t size, gfp_t flags) {
  return kvmallocAs("kvzalloc", size, flags | zeroFlag(), KALLOC_CALLER);
}

void *kvmalloc_array(size_t n, size_t size, gfp_t flags) {
  size_t Bytes;
  if (__builtin_mul_overflow(n, size, &Bytes))
    return nullptr;
  return kvmallocAs("kvmalloc_array", Bytes, flags, KALLOC_CALLER);
}

void *kvcalloc(size_t n, size_t size, gfp_t flags) {
  size_t Bytes;
  if (__builtin_mul_overflow(n, size, &Bytes))
    return nullptr;
  return kvmallocAs("kvcalloc", Bytes, flags | zeroFlag(), KALLOC_CALLER);
}

/// Whatever it is given, it may be what only vfree can take.
static void kvfreeAs(FreeFunction &F, const void *Object, size_t Wipe,
                     const void *Caller) {
  bool Later = inInterrupt();
  if (!Later)
    mightSleep(F.name(), Caller, "vfree() of large objects");
  if (ZERO_OR_NULL_PTR(Object))
    return;
  if (Wipe && describe(Object).Is == Description::State::Live)
    explicit_bzero(const_cast<void *>(Object), Wipe);
  freeVirtual(F, Object, Later, Caller);
}

void kvfree(const void *object) {
  kvfreeAs(KvfreeFunction, object, 0, KALLOC_CALLER);
}

void kvfree_sensitive(const void *object, size_t length) {
  kvfreeAs(KvfreeSensitiveFunction, object, length, KALLOC_CALLER);
}
