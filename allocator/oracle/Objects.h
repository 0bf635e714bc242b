// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the oracle remembers of each piece of memory, living or freed.
#ifndef KALLOC_ORACLE_OBJECTS_H
#define KALLOC_ORACLE_OBJECTS_H

#include "core/Hooks.h"
#include "oracle/Violation.h"

#include <deque>
#include <mutex>
#include <unordered_map>

namespace kalloc::oracle {

struct Object {
  uintptr_t Address = 0;
  uint64_t Size = 0;
  Family Kind = Family::None;
  const void *Cache = nullptr;
  const char *Api = nullptr;
  bool Live = true;
  /// Numbers allocations from 1.
  uint64_t Serial = 0;
  /// The mapping behind a guarded object, [Low, High), without the guard page.
  uintptr_t MapLow = 0, MapHigh = 0;
  StackTrace Allocated;
  StackTrace Freed;
};

/// An allocation that returned NULL.
struct Failure {
  const char *Api = nullptr;
  StackTrace Stack;
};

class Objects {
public:
  void allocated(const AllocRequest &Request, uintptr_t Address,
                 uintptr_t MapLow, uintptr_t MapHigh);
  void failed(const AllocRequest &Request);
  /// False when there is no living object of that address.
  bool freed(uintptr_t Address, const void *Caller);
  /// Nothing is known of such an object, living or freed, afterwards.
  void forget(uintptr_t Address);

  /// A copy of the object that begins at, or last began at, an address.
  bool at(uintptr_t Address, Object &Out);
  /// A copy of the last object that begins at or before an address. Slow,
  /// unless one begins just there.
  bool before(uintptr_t Address, Object &Out);
  /// The last failed allocation; false when none failed.
  bool lastFailure(Failure &Out);
  size_t failures();
  uint64_t lastSerial();
  /// Calls Function for each living object with a greater serial, in the order
  /// of allocation.
  void forEachLive(uint64_t After, void (*Function)(const Object &, void *),
                   void *Argument);
  void clear();
  /// In a signal handler another thread may hold the lock; then nothing is
  /// known.
  bool tryLock() { return Mutex.try_lock(); }
  void unlock() { Mutex.unlock(); }

private:
  static constexpr size_t MaxFreed = 1u << 14;

  std::recursive_mutex Mutex;
  /// By address; many are looked up for each one that is told about.
  std::unordered_map<uintptr_t, Object> Known;
  /// Freed ones in the order of their end, to be forgotten from the front.
  std::deque<std::pair<uintptr_t, uint64_t>> Dead;
  Failure Last;
  size_t NumFailures = 0;
  uint64_t Serial = 0;
};

/// The one registry of the process.
Objects &objects();

} // namespace kalloc::oracle

#endif
