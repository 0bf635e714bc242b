// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "buddy/Buddy.h"
#include "core/Lock.h"
#include "reclaim/Reclaim.h"

namespace kalloc::reclaim {

namespace {
constinit std::atomic<uint32_t> Wanted{0};
constinit std::atomic<bool> Stopping{false};
constinit SpinLock ThreadLock;
constinit platform::Thread *Thread = nullptr;
} // namespace

void wakeKswapd() {
  Wanted.store(1, std::memory_order_release);
  Wanted.notify_one();
}

/// kswapd may do everything: it holds no lock of anybody. Zones that are short
/// come first; high memory helps nobody below.
static GfpMask kswapdFlags(bool High) {
  using policy::GfpMeaning;
  return policy::bits(GfpMeaning::Blocks) | policy::bits(GfpMeaning::Fs) |
         policy::bits(GfpMeaning::Io) |
         (High ? policy::bits(GfpMeaning::ZoneHighMem) : 0);
}

static uint64_t balance() {
  uint64_t Pages = 0;
  Wanted.store(0, std::memory_order_release);
  while (buddy::belowHigh()) {
    uint64_t Now = 0;
    for (bool High : {false, true})
      Now += direct(kswapdFlags(High), 0, 32);
    buddy::drainThisThread();
    if (!Now)
      break;
    Pages += Now;
  }
  return Pages;
}

static void runKswapd(void *) {
  while (!Stopping.load(std::memory_order_acquire)) {
    Wanted.wait(0, std::memory_order_acquire);
    if (Stopping.load(std::memory_order_acquire))
      return;
    balance();
  }
}

} // namespace kalloc::reclaim

using namespace kalloc;

unsigned long kalloc_kswapd_step(void) {
  return machineRuns() ? reclaim::balance() : 0;
}

bool kalloc_kswapd_wanted(void) {
  return machineRuns() &&
         (reclaim::Wanted.load(std::memory_order_acquire) || buddy::belowLow());
}

bool kalloc_kswapd_start(void) {
  if (!ensureMachine())
    return false;
  Locked L(reclaim::ThreadLock);
  if (reclaim::Thread)
    return false;
  reclaim::Stopping.store(false, std::memory_order_release);
  reclaim::Thread = platform::startThread(reclaim::runKswapd, nullptr);
  return reclaim::Thread != nullptr;
}

void kalloc_kswapd_stop(void) {
  Locked L(reclaim::ThreadLock);
  if (!reclaim::Thread)
    return;
  reclaim::Stopping.store(true, std::memory_order_release);
  reclaim::wakeKswapd();
  platform::joinThread(reclaim::Thread);
  reclaim::Thread = nullptr;
}
