// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "inject/Inject.h"
#include "core/FastPath.h"
#include "core/Lock.h"
#include "kalloc/inject.h"
#include <cstring>

namespace kalloc::inject {

namespace {

/// One setting of each kind; all may be on at once.
struct Settings {
  SpinLock Lock;
  std::atomic<bool> Active;
  unsigned long Nth; ///< 0: off.
  bool PerThread, Hit;
  unsigned long Seen; ///< Requests since Nth was set, of all threads.
  const void *SiteBegin, *SiteEnd;
  char Api[64];
  unsigned PerMillion;
  uint64_t Random;
  bool (*Decide)(const char *, size_t, gfp_t, const void *);
  unsigned long Candidates, Injected;
  unsigned Generation; ///< So that threads begin to count anew.
};
constinit Settings S{};

struct ThreadCount {
  unsigned Generation;
  unsigned long Seen;
};
constinit thread_local ThreadCount Mine{};

/// splitmix64, by Sebastiano Vigna: public domain.
uint64_t nextRandom() {
  uint64_t Z = S.Random += 0x9e3779b97f4a7c15u;
  Z = (Z ^ (Z >> 30)) * 0xbf58476d1ce4e5b9u;
  Z = (Z ^ (Z >> 27)) * 0x94d049bb133111ebu;
  return Z ^ (Z >> 31);
}

bool isNth() {
  if (Mine.Generation != S.Generation)
    Mine = {S.Generation, 0};
  unsigned long Count = S.PerThread ? ++Mine.Seen : ++S.Seen;
  if (!S.Nth || Count != S.Nth)
    return false;
  S.Hit = true;
  return true;
}

bool isSite(const void *Caller) {
  return S.SiteBegin && Caller >= S.SiteBegin && Caller < S.SiteEnd;
}

bool decideLocked(const AllocRequest &R) {
  ++S.Candidates;
  // Every one is asked, so that each counts on whatever the others say.
  bool Fails = isNth();
  Fails |= isSite(R.Caller);
  Fails |= S.Api[0] && std::strcmp(S.Api, R.Api) == 0;
  if (S.PerMillion)
    Fails |= nextRandom() % 1'000'000 < S.PerMillion;
  return Fails;
}

bool decide(const AllocRequest &R) {
  auto *Asked = [] {
    Locked L(S.Lock);
    return S.Decide;
  }();
  // Without the lock: whoever decides may look at the settings.
  bool Wanted = Asked && Asked(R.Api, R.Size, R.Flags, R.Caller);
  Locked L(S.Lock);
  bool Fails = decideLocked(R) || Wanted;
  S.Injected += Fails;
  return Fails;
}

void resetCounts() {
  S.Candidates = S.Injected = S.Seen = 0;
  S.Hit = false;
  ++S.Generation;
}

/// With the lock held, after a setting changed.
void update() {
  bool Active = S.Nth || S.SiteBegin || S.Api[0] || S.PerMillion || S.Decide;
  S.Active.store(Active, std::memory_order_release);
  allowFastPath(FastReason::NoInjection, !Active);
}

} // namespace

bool shouldFail(const AllocRequest &R) {
  return S.Active.load(std::memory_order_acquire) && decide(R);
}

} // namespace kalloc::inject

using namespace kalloc;
using inject::S;

void kalloc_fail_nth(unsigned long n, bool per_thread) {
  Locked L(S.Lock);
  inject::resetCounts();
  S.Nth = n;
  S.PerThread = per_thread;
  inject::update();
}

bool kalloc_fail_nth_hit(void) {
  Locked L(S.Lock);
  return S.Hit;
}

void kalloc_fail_site(const void *begin, const void *end) {
  Locked L(S.Lock);
  inject::resetCounts();
  S.SiteBegin = begin;
  S.SiteEnd = end;
  inject::update();
}

void kalloc_fail_api(const char *api) {
  Locked L(S.Lock);
  inject::resetCounts();
  size_t Length = api ? strnlen(api, sizeof S.Api - 1) : 0;
  std::memcpy(S.Api, api ? api : "", Length);
  S.Api[Length] = 0;
  inject::update();
}

void kalloc_fail_probability(unsigned int per_million, uint64_t seed) {
  Locked L(S.Lock);
  inject::resetCounts();
  S.PerMillion = per_million;
  S.Random = seed;
  inject::update();
}

void kalloc_fail_decider(bool (*decide)(const char *, size_t, gfp_t,
                                        const void *)) {
  Locked L(S.Lock);
  inject::resetCounts();
  S.Decide = decide;
  inject::update();
}

void kalloc_fail_none(void) {
  Locked L(S.Lock);
  S.Nth = 0;
  S.SiteBegin = S.SiteEnd = nullptr;
  S.Api[0] = 0;
  S.PerMillion = 0;
  S.Decide = nullptr;
  inject::update();
}

unsigned long kalloc_fail_candidates(void) {
  Locked L(S.Lock);
  return S.Candidates;
}

unsigned long kalloc_fail_injected(void) {
  Locked L(S.Lock);
  return S.Injected;
}
