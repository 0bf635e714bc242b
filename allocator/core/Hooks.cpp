// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/Hooks.h"
#include "core/FastPath.h"
#include "platform/Platform.h"
#include <cstdio>

namespace kalloc {

namespace detail {
constinit std::atomic<const Hooks *> Installed{nullptr};
} // namespace detail

static constinit std::atomic<uint64_t> Faults{0};

const char *familyName(Family F) {
  static constexpr const char *Names[] = {
      "none",
#define FAMILY(E, NAME) NAME,
#include "core/Families.def"
  };
  return Names[unsigned(F)];
}

const char *faultRule(MemoryFault F) {
  static constexpr const char *Rules[] = {
#define FAULT(E, RULE, TEXT) RULE,
#include "core/Faults.def"
  };
  return Rules[unsigned(F)];
}

const char *faultText(MemoryFault F) {
  static constexpr const char *Texts[] = {
#define FAULT(E, RULE, TEXT) TEXT,
#include "core/Faults.def"
  };
  return Texts[unsigned(F)];
}

const Hooks *setHooks(const Hooks *H) {
  allowFastPath(FastReason::NoHooks, !H);
  return detail::Installed.exchange(H, std::memory_order_acq_rel);
}

bool &inReclaim() {
  static thread_local bool Reclaims = false;
  return Reclaims;
}

unsigned currentScopes() {
  const Hooks *H = hooks();
  unsigned Scopes = H && H->Scopes ? H->Scopes() : 0;
  return inReclaim() ? Scopes | ScopeMemAlloc : Scopes;
}

void reportFault(MemoryFault F, const FaultPlace &Where) {
  Faults.fetch_add(1, std::memory_order_relaxed);
  const Hooks *H = hooks();
  if (H && H->Fault)
    return H->Fault(F, Where);
  // Nobody listens: say it once in a while, as the kernel's log would.
  char Line[256];
  int Length =
      std::snprintf(Line, sizeof Line, "kalloc: %s(%p): %s%s%s [%s]\n",
                    Where.Api, Where.Address, faultText(F),
                    *Where.Detail ? ": " : "", Where.Detail, faultRule(F));
  platform::writeError(Line, Length < 0 ? 0 : size_t(Length));
}

uint64_t faultCount() { return Faults.load(std::memory_order_relaxed); }

} // namespace kalloc
