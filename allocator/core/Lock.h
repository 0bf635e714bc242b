// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lock for sections of a few hundred instructions. It never allocates and
// needs no destruction.
#ifndef KALLOC_CORE_LOCK_H
#define KALLOC_CORE_LOCK_H

#include "platform/Platform.h"
#include <atomic>

namespace kalloc {

class SpinLock {
public:
  constexpr SpinLock() = default;
  void lock() {
    while (Held.exchange(true, std::memory_order_acquire))
      wait();
  }
  bool tryLock() { return !Held.exchange(true, std::memory_order_acquire); }
  void unlock() { Held.store(false, std::memory_order_release); }

private:
  void wait() {
    for (unsigned Turn = 0; Held.load(std::memory_order_relaxed); ++Turn)
      if (Turn >= 64)
        platform::yieldThread();
  }

  std::atomic<bool> Held{false};
};

/// Holds a lock for a scope.
class Locked {
public:
  explicit Locked(SpinLock &L) : Lock(L) { Lock.lock(); }
  ~Locked() { Lock.unlock(); }
  Locked(const Locked &) = delete;
  Locked &operator=(const Locked &) = delete;

private:
  SpinLock &Lock;
};

} // namespace kalloc

#endif
