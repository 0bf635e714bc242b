// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "slab/Slabs.h"
#include "buddy/Buddy.h"
#include "slab/Checked.h"

namespace kalloc::slab {

/// Unused slabs beyond this many partial ones are returned.
static constexpr uint32_t KeptPartials = 16;

static constinit std::atomic<uint8_t> *BinOfPage = nullptr;
static constinit std::atomic<uint64_t> Pages{0};

void startSlabs(std::atomic<uint8_t> *Table) {
  BinOfPage = Table;
  Pages.store(0, std::memory_order_relaxed);
}

uint64_t pagesOfSlabs() { return Pages.load(std::memory_order_relaxed); }

static void link(kmem_cache &C, Pfn Slab) {
  PageInfo &I = infoOf(Slab);
  I.Flags |= PageInPartial;
  I.Previous = NoPfn;
  I.Next = C.Partial;
  if (C.Partial != NoPfn)
    infoOf(C.Partial).Previous = Slab;
  C.Partial = Slab;
  ++C.Partials;
}

static void unlink(kmem_cache &C, Pfn Slab) {
  PageInfo &I = infoOf(Slab);
  I.Flags &= uint8_t(~PageInPartial);
  (I.Previous != NoPfn ? infoOf(I.Previous).Next : C.Partial) = I.Next;
  if (I.Next != NoPfn)
    infoOf(I.Next).Previous = I.Previous;
  --C.Partials;
}

static void *&nextFree(const kmem_cache &C, void *Object) {
  return *reinterpret_cast<void **>(static_cast<char *>(Object) + C.LinkOffset);
}

static char *objectAt(const kmem_cache &C, Pfn Slab, unsigned Index) {
  return addressOf(Slab) + C.FirstOffset + size_t(Index) * C.Stride;
}

void *takeObject(kmem_cache &C) {
  Pfn Slab = C.Partial;
  if (Slab == NoPfn)
    return nullptr;
  PageInfo &I = infoOf(Slab);
  void *Object = I.FirstFree;
  if (Object)
    I.FirstFree = nextFree(C, Object);
  else // Never used: a slab's list is not made before it is needed.
    Object = objectAt(C, Slab, I.Carved++);
  if (++I.InUse == I.Objects)
    unlink(C, Slab);
  ++C.Out;
  return Object;
}

static void leave(kmem_cache &C, Pfn Slab, Leaving &Out) {
  unlink(C, Slab);
  --C.Slabs;
  infoOf(Slab).Next = Out.First;
  Out.First = Slab;
}

void putObject(kmem_cache &C, void *Object, Leaving &Out) {
  Pfn Slab = slabOf(C, Object);
  PageInfo &I = infoOf(Slab);
  nextFree(C, Object) = I.FirstFree;
  I.FirstFree = Object;
  --I.InUse;
  --C.Out;
  if (!(I.Flags & PageInPartial))
    link(C, Slab);
  if (!I.InUse && C.Partials > KeptPartials &&
      !(C.Flags & SLAB_TYPESAFE_BY_RCU))
    leave(C, Slab, Out);
}

void takeUnused(kmem_cache &C, Leaving &Out) {
  if (C.Flags & SLAB_TYPESAFE_BY_RCU)
    return;
  for (Pfn P = C.Partial, Next; P != NoPfn; P = Next) {
    Next = infoOf(P).Next;
    if (!infoOf(P).InUse)
      leave(C, P, Out);
  }
}

void emptyTransit(kmem_cache &C, Leaving &Out) {
  while (C.Transfers) {
    Transfer &T = C.Transit[--C.Transfers];
    for (uint32_t I = 0; I != T.Count; ++I)
      putObject(C, T.Objects[I], Out);
  }
}

static void markPages(const kmem_cache &C, Pfn Slab, uint8_t Bin) {
  for (Pfn P = Slab; P != Slab + (1u << C.Order); ++P)
    BinOfPage[P].store(Bin, std::memory_order_relaxed);
}

static void constructAll(const kmem_cache &C, Pfn Slab) {
  if (C.Constructor)
    for (unsigned I = 0; I != C.PerSlab; ++I)
      C.Constructor(objectAt(C, Slab, I));
}

bool addSlab(kmem_cache &C, GfpMask Flags, unsigned Scopes) {
  using policy::GfpMeaning;
  GfpMask Mask = (Flags & ~policy::bits(GfpMeaning::Zero)) | C.PageFlags |
                 policy::bits(GfpMeaning::Comp);
  Pfn Slab = buddy::allocate({Mask, C.Order, C.Objects, Scopes});
  if (Slab == NoPfn)
    return false;
  PageInfo &I = infoOf(Slab);
  I.InUse = I.Carved = 0;
  I.Objects = C.PerSlab;
  I.Cache = &C;
  I.FirstFree = nullptr;
  I.set(PageKind::Slab, C.Order);
  markPages(C, Slab, C.Bin);
  Pages.fetch_add(1u << C.Order, std::memory_order_relaxed);
  if (C.Checked)
    prepareSlab(C, Slab);
  constructAll(C, Slab);
  Locked L(C.Lock);
  ++C.Slabs;
  link(C, Slab);
  return true;
}

static void freeSlab(const kmem_cache &C, Pfn Slab) {
  PageInfo &I = infoOf(Slab);
  markPages(C, Slab, 0);
  I.Cache = nullptr;
  I.Flags = 0;
  I.set(PageKind::Block, C.Order);
  Pages.fetch_sub(1u << C.Order, std::memory_order_relaxed);
  buddy::free(Slab, C.Order);
}

uint64_t freeSlabs(kmem_cache &C, Leaving &Out) {
  uint64_t Freed = 0;
  for (Pfn P = Out.First, Next; P != NoPfn; P = Next) {
    Next = infoOf(P).Next;
    freeSlab(C, P);
    Freed += 1u << C.Order;
  }
  Out.First = NoPfn;
  return Freed;
}

void freeAllSlabs(kmem_cache &C) {
  Leaving Out;
  for (Pfn P = C.Partial, Next; P != NoPfn; P = Next) {
    Next = infoOf(P).Next;
    leave(C, P, Out);
  }
  freeSlabs(C, Out);
  // Full slabs are in no list; whoever destroys a cache in use pays the search.
  for (Pfn P = 0; C.Slabs && P < machine().Pages; P += 1u << C.Order)
    if (infoOf(P).kind() == PageKind::Slab && infoOf(P).Cache == &C) {
      freeSlab(C, P);
      --C.Slabs;
    }
}

bool inFreeList(const kmem_cache &C, Pfn Slab, const void *Object) {
  const PageInfo &I = infoOf(Slab);
  size_t Index = size_t(static_cast<const char *>(Object) - addressOf(Slab) -
                        C.FirstOffset) /
                 C.Stride;
  if (Index >= I.Carved)
    return true;
  unsigned Steps = 0;
  for (void *P = I.FirstFree; P && Steps != C.PerSlab; ++Steps) {
    if (P == Object)
      return true;
    // What a write after free left here may lead anywhere.
    if (!inMemory(P) || slabOf(C, P) != Slab)
      return false;
    P = nextFree(C, P);
  }
  return false;
}

const char *checkSlab(Pfn Slab) {
  const PageInfo &I = infoOf(Slab);
  const kmem_cache &C = *static_cast<kmem_cache *>(I.Cache);
  if (!isCache(&C) || I.order() != C.Order || I.Objects != C.PerSlab)
    return "a slab does not fit its cache";
  if (bool(I.Flags & PageInPartial) != (I.InUse != I.Objects))
    return "a slab with free objects is not in the list, or a full one is";
  unsigned Free = 0;
  for (void *P = I.FirstFree; P; P = nextFree(C, P)) {
    if (!inMemory(P) || slabOf(C, P) != Slab)
      return "a free object leads out of its slab";
    if (size_t(static_cast<char *>(P) - objectAt(C, Slab, 0)) % C.Stride)
      return "a free object is not where an object can be";
    if (++Free > I.Carved)
      return "the list of free objects of a slab has a circle";
  }
  if (Free + I.InUse != I.Carved)
    return "a slab has another number of objects in use than it says";
  return nullptr;
}

} // namespace kalloc::slab
