// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/Machine.h"
#include "core/Lock.h"
#include "core/PerThread.h"
#include <cstring>

namespace kalloc {

namespace detail {
constinit Machine TheMachine{};
constinit std::atomic<bool> Running{false};
} // namespace detail

using detail::TheMachine;

static constinit SpinLock StartLock;

static constexpr uint64_t MiB = uint64_t(1) << 20;

namespace {

/// Where zones end, in 1/1024 of the memory above DMA.
struct Preset {
  uint64_t Bytes;
  uint64_t DmaBytes;
  unsigned Dma32End, NormalEnd;
};

constexpr Preset Presets[] = {
    {1024 * MiB, 16 * MiB, 244, 894},  // default
    {1024 * MiB, 16 * MiB, 0, 894},    // article
    {1024 * MiB, 16 * MiB, 244, 1024}, // 64
    {32 * MiB, 4 * MiB, 256, 768},     // tiny
};

} // namespace

/// Zones end where a largest block ends, so that none spans two.
static Pfn blockBoundary(uint64_t Bytes) {
  return Pfn(Bytes >> PageShift) & ~Pfn((1u << MaxOrder) - 1);
}

static const char *configure(const kalloc_config &C) {
  if (C.machine >= sizeof Presets / sizeof *Presets)
    return "no such machine";
  Preset P = Presets[C.machine];
  if (C.memory)
    P.Bytes = C.memory;
  if (P.Bytes < 4 * MiB || P.Bytes > 16 * 1024 * MiB)
    return "memory must be from 4 MiB to 16 GiB";
  if (P.Bytes % (4 * MiB))
    return "memory must be a multiple of 4 MiB";
  TheMachine.VmallocBytes = C.vmalloc ? C.vmalloc : 4096 * MiB;
  if (TheMachine.VmallocBytes % PageSize || TheMachine.VmallocBytes < 4 * MiB ||
      TheMachine.VmallocBytes > 1024 * 1024 * MiB)
    return "vmalloc's space must be from 4 MiB to 1 TiB, in whole pages";

  if (P.DmaBytes > P.Bytes / 4)
    P.DmaBytes = P.Bytes / 4;
  uint64_t Rest = P.Bytes - P.DmaBytes;
  TheMachine.Bytes = P.Bytes;
  TheMachine.Pages = Pfn(P.Bytes >> PageShift);
  Pfn *Start = TheMachine.ZoneStart;
  Start[KALLOC_ZONE_DMA] = 0;
  Start[KALLOC_ZONE_DMA32] = blockBoundary(P.DmaBytes);
  Start[KALLOC_ZONE_NORMAL] =
      blockBoundary(P.DmaBytes + Rest * P.Dma32End / 1024);
  Start[KALLOC_ZONE_HIGHMEM] =
      blockBoundary(P.DmaBytes + Rest * P.NormalEnd / 1024);
  Start[KALLOC_ZONES] = TheMachine.Pages;
  return nullptr;
}

static void releaseMemory() {
  Machine &M = TheMachine;
  if (M.Base)
    platform::release(M.Base, M.Bytes);
  if (M.Info)
    platform::release(M.Info, M.Pages * sizeof(PageInfo));
  if (M.PageArray)
    platform::release(M.PageArray, M.Pages * sizeof(struct page));
  if (M.File >= 0)
    platform::closeShared(M.File);
  M.Base = nullptr;
  M.Info = nullptr;
  M.PageArray = nullptr;
  M.File = -1;
}

static bool obtainMemory() {
  Machine &M = TheMachine;
  M.File = platform::makeShared(M.Bytes);
  M.Base = static_cast<char *>(platform::reserve(M.Bytes, 4 * MiB));
  M.Info = static_cast<PageInfo *>(
      platform::allocateZeroed(M.Pages * sizeof(PageInfo)));
  M.PageArray = static_cast<struct page *>(
      platform::allocateZeroed(M.Pages * sizeof(struct page)));
  return M.File >= 0 && M.Base && M.Info && M.PageArray &&
         platform::mapShared(M.Base, M.Bytes, M.File, 0, true);
}

static const char *startLocked(const kalloc_config &Config) {
  if (machineRuns())
    return "a machine runs already";
  if (const char *Why = configure(Config))
    return Why;
  if (!obtainMemory()) {
    releaseMemory();
    return "the system has not enough address space";
  }
  for (unsigned I = 0; I != NumMachineParts; ++I)
    if (!MachineParts[I].Start()) {
      while (I--)
        MachineParts[I].Stop();
      releaseMemory();
      return "the system has not enough memory for the machine's tables";
    }
  detail::Running.store(true, std::memory_order_release);
  return nullptr;
}

Pfn headOf(Pfn P) {
  for (unsigned Order = 0; Order != NumOrders; ++Order) {
    Pfn Head = P & ~((Pfn(1) << Order) - 1);
    const PageInfo &I = infoOf(Head);
    if (I.kind() != PageKind::Inside)
      return P < Head + (Pfn(1) << I.order()) ? Head : NoPfn;
  }
  return NoPfn;
}

const char *startMachine(const kalloc_config *Config) {
  static constexpr kalloc_config Default{};
  Locked L(StartLock);
  return startLocked(Config ? *Config : Default);
}

void stopMachine() {
  Locked L(StartLock);
  if (!machineRuns())
    return;
  for (unsigned I = NumMachineParts; I--;)
    MachineParts[I].Stop();
  forgetAllThreads();
  detail::Running.store(false, std::memory_order_release);
  releaseMemory();
}

bool ensureMachine() {
  if (machineRuns())
    return true;
  static constexpr kalloc_config Default{};
  Locked L(StartLock);
  return machineRuns() || !startLocked(Default);
}

} // namespace kalloc
