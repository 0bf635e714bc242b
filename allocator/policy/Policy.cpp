// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "policy/Policy.h"
#include <atomic>
#include <bit>
#include <cstdio>
#include <cstring>

namespace kalloc::policy {

using rules::GfpClass;
using rules::GfpFlagRow;
using rules::GfpTableRow;

static constinit std::atomic<const GfpTableRow *> Selected{nullptr};

void selectVersion(unsigned Version) {
  std::span<const GfpTableRow> All = rules::gfpTables();
  const GfpTableRow *Found = Version ? &All.front() : &All.back();
  for (const GfpTableRow &T : All)
    if (Version >= T.Since && (!T.Until || Version < T.Until))
      Found = &T;
  Selected.store(Found, std::memory_order_release);
}

const GfpTableRow &table() {
  const GfpTableRow *T = Selected.load(std::memory_order_acquire);
  return T ? *T : rules::gfpTables().back();
}

static std::span<const GfpFlagRow> flags() {
  return {table().Flags, table().FlagCount};
}

GfpMask value(const char *Name) {
  for (const GfpFlagRow &F : flags())
    if (std::strcmp(F.Name, Name) == 0)
      return F.Bits;
  return 0;
}

GfpMask knownBits() {
  GfpMask All = 0;
  for (const GfpFlagRow &F : flags())
    All |= F.Bits;
  return All;
}

bool wakesKswapd(GfpMask Mask) {
  return !bits(GfpMeaning::Kswapd) || has(Mask, GfpMeaning::Kswapd);
}

GfpMask inScopes(GfpMask Mask, unsigned Scopes) {
  if (Scopes & ScopeNoIo)
    return Mask & ~(bits(GfpMeaning::Io) | bits(GfpMeaning::Fs));
  if (Scopes & ScopeNoFs)
    return Mask & ~bits(GfpMeaning::Fs);
  return Mask;
}

bool mayEnterFs(GfpMask Mask) {
  return mayBlock(Mask) && has(Mask, GfpMeaning::Fs);
}

bool mayStartIo(GfpMask Mask) {
  return mayBlock(Mask) && has(Mask, GfpMeaning::Io);
}

ZonePlan zonesFor(GfpMask Mask) {
  if (zoneConflict(Mask))
    return {};
  if (has(Mask, GfpMeaning::ZoneDma))
    return {{Zone::Dma}, 1};
  if (has(Mask, GfpMeaning::ZoneDma32))
    return {{Zone::Dma32, Zone::Dma}, 2};
  if (has(Mask, GfpMeaning::ZoneHighMem))
    return {{Zone::HighMem, Zone::Normal, Zone::Dma32, Zone::Dma}, 4};
  return {{Zone::Normal, Zone::Dma32, Zone::Dma}, 3};
}

Reserve reserveFor(GfpMask Mask, unsigned Scopes) {
  Reserve R;
  bool Forbidden = has(Mask, GfpMeaning::NoMemAlloc);
  R.All = !Forbidden &&
          (has(Mask, GfpMeaning::MemAlloc) || (Scopes & ScopeMemAlloc));
  R.Half = has(Mask, GfpMeaning::High);
  R.Quarter = R.Half && !mayBlock(Mask) && !Forbidden;
  return R;
}

Effort effortFor(GfpMask Mask) {
  if (has(Mask, GfpMeaning::NoFail) && mayBlock(Mask))
    return Effort::NoFail;
  if (has(Mask, GfpMeaning::NoRetry))
    return Effort::NoRetry;
  if (has(Mask, GfpMeaning::RetryMayFail))
    return Effort::RetryMayFail;
  return Effort::Normal;
}

Mobility mobilityFor(GfpMask Mask) {
  if (has(Mask, GfpMeaning::Movable))
    return Mobility::Movable;
  return has(Mask, GfpMeaning::Reclaimable) ? Mobility::Reclaimable
                                            : Mobility::Unmovable;
}

const char *zoneConflict(GfpMask Mask) {
  bool Dma = has(Mask, GfpMeaning::ZoneDma);
  bool Dma32 = has(Mask, GfpMeaning::ZoneDma32);
  bool High = has(Mask, GfpMeaning::ZoneHighMem);
  return Dma + Dma32 + High > 1 ? "more than one zone" : nullptr;
}

const char *retryConflict(GfpMask Mask) {
  bool NoRetry = has(Mask, GfpMeaning::NoRetry);
  bool MayFail = has(Mask, GfpMeaning::RetryMayFail);
  bool NoFail = has(Mask, GfpMeaning::NoFail);
  if (NoRetry + MayFail + NoFail > 1)
    return "retry flags exclude each other";
  if (NoFail && !mayBlock(Mask))
    return "what must not fail must be able to wait";
  return nullptr;
}

GfpMask notForSlab(GfpMask Mask) {
  return Mask & (bits(GfpMeaning::ZoneDma32) | bits(GfpMeaning::ZoneHighMem) |
                 ~knownBits());
}

GfpMask notForVmalloc(GfpMask Mask) {
  return Mask & (bits(GfpMeaning::ZoneDma) | bits(GfpMeaning::ZoneDma32) |
                 bits(GfpMeaning::NoRetry) | bits(GfpMeaning::RetryMayFail) |
                 ~knownBits());
}

namespace {

/// A text that stops growing when its buffer is full.
class Writer {
public:
  Writer(char *Buffer, size_t Size) : At(Buffer), Left(Size) {
    if (Left)
      *At = 0;
  }
  void add(const char *Text) {
    if (!Left)
      return;
    int Length = std::snprintf(At, Left, "%s%s", First ? "" : "|", Text);
    First = false;
    size_t Used = Length < 0 ? 0 : size_t(Length);
    Used = Used < Left ? Used : Left - 1;
    At += Used;
    Left -= Used;
  }

private:
  char *At;
  size_t Left;
  bool First = true;
};

/// The type with the most bits that lies in Mask, or null.
const GfpFlagRow *bestType(GfpMask Mask) {
  const GfpFlagRow *Best = nullptr;
  for (const GfpFlagRow &F : flags()) {
    if (F.Class != GfpClass::Type || !F.Bits || (Mask & F.Bits) != F.Bits)
      continue;
    if (!Best || std::popcount(F.Bits) > std::popcount(Best->Bits))
      Best = &F;
  }
  return Best;
}

} // namespace

void spell(GfpMask Mask, char *Buffer, size_t Size) {
  Writer Out(Buffer, Size);
  if (const GfpFlagRow *Type = bestType(Mask)) {
    Out.add(Type->Name);
    Mask &= ~Type->Bits;
  }
  for (const GfpFlagRow &F : flags()) {
    if (F.Class == GfpClass::Type || !F.Bits || (Mask & F.Bits) != F.Bits)
      continue;
    Out.add(F.Name);
    Mask &= ~F.Bits;
  }
  char Rest[16];
  std::snprintf(Rest, sizeof Rest, "0x%x", Mask);
  if (Mask || !Size || !*Buffer)
    Out.add(Rest);
}

} // namespace kalloc::policy
