// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "api/Call.h"
#include "buddy/Buddy.h"
#include "kalloc/page.h"

using namespace kalloc;
using namespace kalloc::api;
using policy::GfpMeaning;

static struct page *pageOf(Pfn P) { return machine().PageArray + P; }

/// The frame of a struct page, or NoPfn for another pointer.
static Pfn pfnOfPage(const struct page *Page) {
  uintptr_t Offset = uintptr_t(Page) - uintptr_t(machine().PageArray);
  bool Good = machineRuns() && Offset < machine().Pages * sizeof(struct page) &&
              Offset % sizeof(struct page) == 0;
  return Good ? Pfn(Offset / sizeof(struct page)) : NoPfn;
}

bool kalloc::api::checkPageFlags(AllocCall &C, unsigned Order) {
  GfpMask Flags = C.Request.Flags;
  if (const char *Why = policy::zoneConflict(Flags)) {
    C.fault(MemoryFault::BadZone, Why);
    return false;
  }
  if (const char *Why = policy::retryConflict(Flags)) {
    bool Waits = policy::mayBlock(Flags);
    C.fault(Waits ? MemoryFault::Contradiction : MemoryFault::NoFailCannot,
            Why);
  }
  if (policy::has(Flags, GfpMeaning::Movable) &&
      policy::has(Flags, GfpMeaning::Reclaimable))
    C.fault(MemoryFault::BadPageFlags, "movable and reclaimable");
  if (Order > MaxOrder) {
    C.fault(MemoryFault::OrderTooLarge);
    return false;
  }
  if (Order > 1 && policy::effortFor(Flags) == policy::Effort::NoFail)
    C.fault(MemoryFault::NoFailCannot, "more than two pages");
  return true;
}

/// The first page of a new block, or NoPfn.
static Pfn allocatePages(AllocCall &C, unsigned Order, Family Owner) {
  if (!checkPageFlags(C, Order) || C.failsEarly())
    return NoPfn;
  Pfn P = buddy::allocate({C.flags(), Order, Owner, C.scopes()});
  if (P == NoPfn)
    return NoPfn;
  struct page *Page = pageOf(P);
  *Page = {};
  Page->_refcount = 1;
  Page->_mapcount = -1;
  if (policy::has(C.flags(), GfpMeaning::Comp) && Order)
    infoOf(P).Flags |= PageCompound;
  return P;
}

struct page *alloc_pages(gfp_t flags, unsigned int order) {
  AllocCall C({"alloc_pages", Family::Pages,
               order > MaxOrder ? 0 : uint64_t(PageSize) << order, flags,
               KALLOC_CALLER});
  Pfn P = allocatePages(C, order, Family::Pages);
  // The oracle knows memory by its address.
  C.done(P == NoPfn ? nullptr : addressOf(P));
  return P == NoPfn ? nullptr : pageOf(P);
}

static unsigned long pagesByAddress(const char *Api, gfp_t Flags,
                                    unsigned Order, gfp_t More,
                                    const void *Caller) {
  AllocCall C({Api, Family::PagesAddr,
               Order > MaxOrder ? 0 : uint64_t(PageSize) << Order, Flags | More,
               Caller});
  if (policy::has(Flags, GfpMeaning::ZoneHighMem)) {
    C.fault(MemoryFault::BadPageFlags, "high memory has no address");
    C.drop(policy::bits(GfpMeaning::ZoneHighMem));
  }
  Pfn P = allocatePages(C, Order, Family::PagesAddr);
  return (unsigned long)(C.done(P == NoPfn ? nullptr : addressOf(P)));
}

unsigned long __get_free_pages(gfp_t flags, unsigned int order) {
  return pagesByAddress("__get_free_pages", flags, order, 0, KALLOC_CALLER);
}

unsigned long get_zeroed_page(gfp_t flags) {
  return pagesByAddress("get_zeroed_page", flags, 0,
                        policy::bits(GfpMeaning::Zero), KALLOC_CALLER);
}

/// After a reference was dropped: the block goes back if it was the last.
static bool dropReference(struct page *Page) {
  return __atomic_sub_fetch(&Page->_refcount, 1, __ATOMIC_ACQ_REL) <= 0;
}

static void freeBlock(FreeFunction &F, const void *Address, unsigned Order,
                      const void *Caller) {
  Description D = describe(Address);
  bool Block = D.Is == Description::State::Live && D.Object == Address &&
               (F.families() & setOf(D.Kind));
  if (Block && D.Order != Order) {
    reportFault(MemoryFault::WrongOrder, {F.name(), Address, Caller});
    return;
  }
  // Others hold on to it: only this reference ends.
  if (Block && !dropReference(pageOf(pfnOf(Address))))
    return;
  FreeCheck C = checkFree(F, Address, Caller);
  if (C.What != FreeCheck::Do::Nothing)
    giveBack(C.Memory, F.name(), Caller, C.What == FreeCheck::Do::Keep);
}

static constinit FreeFunction FreePagesFunction{"__free_pages"};
static constinit FreeFunction FreeAddressFunction{"free_pages"};
static constinit FreeFunction FreeExactFunction{"free_pages_exact"};

void __free_pages(struct page *page, unsigned int order) {
  Pfn P = pfnOfPage(page);
  if (P == NoPfn) {
    reportFault(MemoryFault::FreeOfNothing,
                {FreePagesFunction.name(), page, KALLOC_CALLER});
    return;
  }
  freeBlock(FreePagesFunction, addressOf(P), order, KALLOC_CALLER);
}

void free_pages(unsigned long address, unsigned int order) {
  if (address)
    freeBlock(FreeAddressFunction, reinterpret_cast<void *>(address), order,
              KALLOC_CALLER);
}

/// The pages of an exact allocation are blocks of their own, tied to the first.
static void markExact(Pfn First, Pfn Count, size_t Size) {
  for (Pfn P = First; P != First + Count; ++P) {
    PageInfo &I = infoOf(P);
    I.Flags = P == First ? 0 : PageOfExact;
    I.Next = First;
    *pageOf(P) = {};
    pageOf(P)->_refcount = 1;
  }
  infoOf(First).Size = uint32_t(Size);
}

void *alloc_pages_exact(size_t size, gfp_t flags) {
  AllocCall C(
      {"alloc_pages_exact", Family::PagesExact, size, flags, KALLOC_CALLER});
  if (!size || size > (size_t(PageSize) << MaxOrder)) {
    C.fault(size ? MemoryFault::OrderTooLarge : MemoryFault::BadArgument,
            "size");
    return C.done(nullptr);
  }
  GfpMask Refused =
      policy::bits(GfpMeaning::Comp) | policy::bits(GfpMeaning::ZoneHighMem);
  if (flags & Refused) {
    C.fault(MemoryFault::BadPageFlags, "compound pages or high memory");
    C.drop(Refused);
  }
  unsigned Order = orderFor(size);
  Pfn P = allocatePages(C, Order, Family::PagesExact);
  if (P == NoPfn)
    return C.done(nullptr);
  Pfn Count = Pfn((size + PageSize - 1) >> PageShift);
  buddy::split(P, Order, 0);
  for (Pfn Rest = P + Count; Rest != P + (1u << Order); ++Rest)
    buddy::free(Rest, 0);
  markExact(P, Count, size);
  return C.done(addressOf(P));
}

void free_pages_exact(void *address, size_t size) {
  if (!address)
    return;
  Description D = describe(address);
  auto Pages = [](uint64_t Bytes) { return (Bytes + PageSize - 1) / PageSize; };
  if (D.Kind == Family::PagesExact && D.Object == address &&
      Pages(D.Size) != Pages(size)) {
    reportFault(MemoryFault::WrongOrder,
                {FreeExactFunction.name(), address, KALLOC_CALLER});
    return;
  }
  FreeCheck C = checkFree(FreeExactFunction, address, KALLOC_CALLER);
  if (C.What != FreeCheck::Do::Nothing)
    giveBack(C.Memory, FreeExactFunction.name(), KALLOC_CALLER, false);
}

/// Only the first page is worth waiting for, or failing not to get.
static GfpMask bulkFlags(gfp_t Flags, bool First) {
  return First ? Flags
               : Flags & ~(policy::bits(GfpMeaning::Blocks) |
                           policy::bits(GfpMeaning::NoFail) |
                           policy::bits(GfpMeaning::RetryMayFail));
}

unsigned long alloc_pages_bulk_array(gfp_t flags, unsigned long count,
                                     struct page **pages) {
  unsigned long Filled = 0;
  bool First = true;
  for (; Filled != count; ++Filled) {
    if (pages[Filled])
      continue;
    AllocCall C({"alloc_pages_bulk_array", Family::Pages, PageSize,
                 bulkFlags(flags, First), KALLOC_CALLER});
    Pfn P = allocatePages(C, 0, Family::Pages);
    C.done(P == NoPfn ? nullptr : addressOf(P));
    if (P == NoPfn)
      break;
    pages[Filled] = pageOf(P);
    First = false;
  }
  return Filled;
}

void split_page(struct page *page, unsigned int order) {
  Pfn P = pfnOfPage(page);
  if (P == NoPfn || infoOf(P).kind() != PageKind::Block ||
      infoOf(P).order() != order || (infoOf(P).Flags & PageCompound)) {
    reportFault(MemoryFault::WrongOrder, {"split_page", page, KALLOC_CALLER});
    return;
  }
  buddy::split(P, order, 0);
  for (Pfn Q = P + 1; Q != P + (1u << order); ++Q) {
    *pageOf(Q) = {};
    pageOf(Q)->_refcount = 1;
  }
}

void get_page(struct page *page) {
  __atomic_add_fetch(&compound_head(page)->_refcount, 1, __ATOMIC_RELAXED);
}

void put_page(struct page *page) {
  Pfn P = pfnOfPage(page);
  if (P == NoPfn) {
    reportFault(MemoryFault::FreeOfNothing, {"put_page", page, KALLOC_CALLER});
    return;
  }
  Pfn Head = headOf(P);
  Head = Head == NoPfn ? P : Head;
  freeBlock(FreePagesFunction, addressOf(Head), infoOf(Head).order(),
            KALLOC_CALLER);
}

unsigned long page_to_pfn(const struct page *page) { return pfnOfPage(page); }

struct page *pfn_to_page(unsigned long pfn) {
  return pfn_valid(pfn) ? pageOf(Pfn(pfn)) : nullptr;
}

bool pfn_valid(unsigned long pfn) {
  return machineRuns() && pfn < machine().Pages;
}

static bool isHigh(Pfn P) {
  return P >= machine().ZoneStart[KALLOC_ZONE_HIGHMEM];
}

void *page_address(const struct page *page) {
  Pfn P = pfnOfPage(page);
  if (P == NoPfn || (isHigh(P) && !(infoOf(P).Flags & PageKmapped)))
    return nullptr;
  return addressOf(P);
}

struct page *virt_to_page(const void *address) {
  if (inMemory(address))
    return pageOf(pfnOf(address));
  reportFault(MemoryFault::BadArgument,
              {"virt_to_page", address, KALLOC_CALLER, "not direct memory"});
  return nullptr;
}

bool virt_addr_valid(const void *address) { return inMemory(address); }

uint64_t virt_to_phys(const volatile void *address) {
  auto *Plain = const_cast<const void *>(address);
  if (inMemory(Plain))
    return uintptr_t(Plain) - uintptr_t(machine().Base);
  reportFault(MemoryFault::BadArgument,
              {"virt_to_phys", Plain, KALLOC_CALLER, "not direct memory"});
  return 0;
}

void *phys_to_virt(uint64_t address) {
  return machineRuns() && address < machine().Bytes ? machine().Base + address
                                                    : nullptr;
}

kalloc_zone kalloc_page_zone(const struct page *page) {
  Pfn P = pfnOfPage(page);
  return P == NoPfn ? KALLOC_ZONES : kalloc_zone(zoneIndexOf(P));
}

unsigned int compound_order(const struct page *page) {
  Pfn P = pfnOfPage(page);
  return P == NoPfn ? 0 : infoOf(P).order();
}

struct page *compound_head(const struct page *page) {
  Pfn P = pfnOfPage(page);
  Pfn Head = P == NoPfn ? NoPfn : headOf(P);
  bool Compound = Head != NoPfn && (infoOf(Head).Flags & PageCompound);
  return Compound ? pageOf(Head) : const_cast<struct page *>(page);
}

void *kmap(struct page *page) {
  mightSleep("kmap", KALLOC_CALLER, "waits for an address");
  return kalloc_kmap_atomic(page);
}

void kunmap(struct page *page) {
  Pfn P = pfnOfPage(page);
  if (P != NoPfn)
    infoOf(P).Flags &= uint8_t(~PageKmapped);
}

void *kalloc_kmap_atomic(struct page *page) {
  Pfn P = pfnOfPage(page);
  if (P == NoPfn)
    return nullptr;
  if (isHigh(P))
    infoOf(P).Flags |= PageKmapped;
  return addressOf(P);
}

void kalloc_kunmap_atomic(const void *address) {
  if (inMemory(address))
    infoOf(pfnOf(address)).Flags &= uint8_t(~PageKmapped);
}
