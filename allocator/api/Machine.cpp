// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/Machine.h"
#include "api/Call.h"
#include "buddy/Buddy.h"
#include "kalloc/kalloc.h"
#include "reclaim/Reclaim.h"
#include "slab/Slab.h"
#include "vmalloc/Areas.h"
#include <cstdio>

using namespace kalloc;

bool kalloc_start(const kalloc_config *config) {
  if (!machineRuns())
    policy::selectVersion(config ? config->kernel_version : 0);
  const char *Wrong = startMachine(config);
  if (!Wrong)
    return true;
  char Line[160];
  int Length =
      std::snprintf(Line, sizeof Line, "kalloc: cannot start: %s\n", Wrong);
  platform::writeError(Line, size_t(Length));
  return false;
}

void kalloc_stop(void) { stopMachine(); }

const char *kalloc_rules_digest(void) { return rules::digest(); }
const char *kalloc_gfp_table(void) { return policy::table().Id; }

kalloc_description kalloc_describe(const void *address) {
  Description D = api::describe(address);
  return {kalloc_state(D.Is),
          familyName(D.Kind),
          D.Object,
          size_t(D.Size),
          D.Order,
          static_cast<const kmem_cache *>(D.Cache),
          D.CacheName};
}

struct kalloc_zone_stats kalloc_zone_stats(kalloc_zone zone) {
  struct kalloc_zone_stats Stats = {};
  if (unsigned(zone) >= KALLOC_ZONES || !ensureMachine())
    return Stats;
  buddy::ZoneCounts C = buddy::zoneCounts(policy::Zone(zone));
  Stats = {C.Pages, C.Free, C.Min, C.Low, C.High, {}};
  for (unsigned O = 0; O != NumOrders; ++O)
    Stats.free_blocks[O] = C.FreeBlocks[O];
  return Stats;
}

struct kalloc_stats kalloc_stats(void) {
  struct kalloc_stats Stats = {};
  if (!ensureMachine())
    return Stats;
  const buddy::Counters &C = buddy::counters();
  Stats.pages = machine().Pages;
  Stats.free_pages = buddy::freePages();
  Stats.slab_pages = slab::slabPages();
  Stats.vmalloc_pages = vmalloc::mappedPages();
  Stats.direct_reclaims = C.DirectReclaims.load(std::memory_order_relaxed);
  Stats.kswapd_wakes = C.KswapdWakes.load(std::memory_order_relaxed);
  Stats.compactions = C.Compactions.load(std::memory_order_relaxed);
  Stats.faults = faultCount();
  return Stats;
}

void kalloc_drain(void) {
  if (!machineRuns())
    return;
  vmalloc::flush();
  slab::drain();
  buddy::drainThisThread();
}

unsigned long kalloc_compact(void) {
  if (!machineRuns())
    return 0;
  buddy::drainThisThread();
  return buddy::compact(NumOrders);
}

const char *kalloc_check_invariants(void) {
  if (!machineRuns())
    return nullptr;
  if (const char *Wrong = buddy::checkInvariants())
    return Wrong;
  if (const char *Wrong = slab::checkInvariants())
    return Wrong;
  return vmalloc::checkInvariants();
}
