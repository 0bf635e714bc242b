// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How those above watch the memory half and tell it what only they know. The
// memory half calls down into this header and never names the oracle or the
// simulated CPU; they install themselves with setHooks. Without hooks an
// operation costs one branch that is never taken.
//
// For the oracle: BeforeAlloc and AfterAlloc enclose each call of the public
// interface once, however it is served; MightSleep is called wherever the
// kernel would call might_sleep() or might_alloc(). What the memory half
// notices by itself arrives as Fault (core/Faults.def).
#ifndef KALLOC_CORE_HOOKS_H
#define KALLOC_CORE_HOOKS_H

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace kalloc {

/// A gfp_t. What its bits mean is in the generated tables only.
using GfpMask = uint32_t;

enum class Family : uint8_t {
  None, ///< Nobody's: free, or not ours.
#define FAMILY(E, NAME) E,
#include "core/Families.def"
};
const char *familyName(Family F);

enum class MemoryFault : uint8_t {
#define FAULT(E, RULE, TEXT) E,
#include "core/Faults.def"
};
const char *faultRule(MemoryFault F);
const char *faultText(MemoryFault F);

/// One call of the public interface that asks for memory.
struct AllocRequest {
  const char *Api;             ///< As the caller wrote it: "kmalloc".
  Family Kind;                 ///< Who may free it.
  uint64_t Size;               ///< Bytes asked for.
  GfpMask Flags;               ///< As given, or what the function implies.
  const void *Caller;          ///< Return address of the call.
  const void *Cache = nullptr; ///< struct kmem_cache or mempool_s, if any.
};

/// What the memory half knows of an address.
struct Description {
  enum class State : uint8_t { NotOurs, Free, Live, Quarantined, Reserved };
  State Is = State::NotOurs;
  Family Kind = Family::None;
  const void *Object = nullptr; ///< First byte of what holds the address.
  uint64_t Size = 0;            ///< Usable bytes of it.
  unsigned Order = 0;           ///< Of pages.
  const void *Cache = nullptr;  ///< struct kmem_cache of a slab object.
  const char *CacheName = nullptr;
};

/// One call that gives memory back. NULL never gets here.
struct FreeRequest {
  const char *Api;
  const void *Address;
  const void *Caller;
};

enum class FreeVerdict : uint8_t {
  Proceed,
  Ignore,     ///< Not to be freed: a violation was reported.
  Quarantine, ///< Keep it poisoned until releaseQuarantined().
};

/// Where something was noticed.
struct FaultPlace {
  const char *Api;
  const void *Address; ///< The memory it is about, or null.
  const void *Caller;
  const char *Detail = ""; ///< More words, or "".
  GfpMask Flags = 0;
};

/// PF_MEMALLOC and its kind, of the running task.
enum Scope : uint8_t {
  ScopeNoFs = 1,
  ScopeNoIo = 2,
  ScopeMemAlloc = 4, ///< In reclaim: may use all reserves, must not recurse.
};

/// All members may be null. Called on the thread that allocates or frees, with
/// no lock of the memory half held.
struct Hooks {
  void (*BeforeAlloc)(const AllocRequest &) = nullptr;
  /// Memory is null when the request failed, and ZERO_SIZE_PTR for no bytes.
  /// krealloc may give what it was given.
  void (*AfterAlloc)(const AllocRequest &, void *Memory) = nullptr;
  /// Memory instead of the allocator's own, or null to go on as usual; for
  /// slab, kmalloc and vmalloc, asked after faults were injected. Such memory
  /// is zeroed, and comes back through FreeProvided only: a guard page cannot
  /// stand behind each object of a slab.
  void *(*Provide)(const AllocRequest &) = nullptr;
  /// First of all when memory is given back, by any function. True: it was such
  /// memory, or a wrong use of it that was told; nothing is left to do.
  bool (*FreeProvided)(const FreeRequest &, Family Function,
                       const void *Cache) = nullptr;
  /// Usable bytes of such memory, for ksize() and krealloc(), else 0.
  uint64_t (*ProvidedSize)(const void *) = nullptr;
  /// The address is a live object that the function may free.
  FreeVerdict (*BeforeFree)(const FreeRequest &, const Description &) = nullptr;
  /// Flags is the mask that may block, or 0 where the operation has none.
  void (*MightSleep)(const char *Api, GfpMask Flags, const void *Caller,
                     const char *Why) = nullptr;
  void (*Fault)(MemoryFault, const FaultPlace &) = nullptr;
  /// Scopes of the running task: a set of Scope.
  unsigned (*Scopes)() = nullptr;
  /// Hard or soft interrupt, NMI, or bottom halves off.
  bool (*InInterrupt)() = nullptr;
  /// Direct reclaim begins and ends; Enter sets ScopeMemAlloc.
  void (*ReclaimEnter)(GfpMask Flags) = nullptr;
  void (*ReclaimLeave)() = nullptr;
  /// The request waits for memory: run what else is to run.
  void (*Wait)() = nullptr;
  /// Are freed objects poisoned and do new objects get red zones?
  bool CheckObjects = true;
};

namespace detail {
extern std::atomic<const Hooks *> Installed;
} // namespace detail

/// Null while the oracle is off.
inline const Hooks *hooks() {
  return detail::Installed.load(std::memory_order_acquire);
}

/// H outlives its installation; null removes. Returns the former ones. Objects
/// of both times may be live together.
const Hooks *setHooks(const Hooks *H);

/// The scopes of the running task, and ScopeMemAlloc while this thread
/// reclaims.
unsigned currentScopes();
/// True while the calling thread frees memory for a request.
bool &inReclaim();

/// Tells Hooks::Fault, or the standard error stream if nobody listens.
void reportFault(MemoryFault F, const FaultPlace &Where);
/// Faults since the program began, told or not.
uint64_t faultCount();

} // namespace kalloc

#endif
