// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What every function of the public interface does around its work: start the
// machine, tell the oracle, let faults in, check what is freed.
#ifndef KALLOC_API_CALL_H
#define KALLOC_API_CALL_H

#include "core/Machine.h"
#include "inject/Inject.h"
#include "policy/Policy.h"

#define KALLOC_CALLER __builtin_return_address(0)

namespace kalloc::api {

/// One request for memory, from its beginning to done().
class AllocCall {
public:
  /// Tells the oracle of the request and, if its flags may block, that it may
  /// sleep.
  explicit AllocCall(const AllocRequest &Request);

  /// Flags as the task's scopes leave them.
  GfpMask flags() const { return Flags; }
  unsigned scopes() const { return Scopes; }
  bool checked() const { return Watch && Watch->CheckObjects; }
  /// It may sleep whatever its flags are.
  void mightSleep(const char *Why) const;
  void fault(MemoryFault F, const char *Detail = "") const;
  /// Takes flags away that the allocator behind it does not honour.
  void drop(GfpMask Mask) { Flags &= ~Mask; }
  /// No way to get memory, for a fault injected or the machine not started.
  bool failsEarly();
  /// Memory of the oracle's own, or null.
  void *provided() const;
  /// Ends the call with its result, which it returns.
  void *done(void *Memory) const;

  const AllocRequest Request;

private:
  const Hooks *Watch;
  GfpMask Flags;
  unsigned Scopes;
  bool Started;
};

/// The bits that ask for zeroed memory.
inline GfpMask zeroFlag() { return policy::bits(policy::GfpMeaning::Zero); }

/// A set of families, 1 << Family.
using FamilySet = uint32_t;
inline constexpr FamilySet setOf(Family F) { return 1u << unsigned(F); }

/// What a function of the rules takes back; looked up once.
class FreeFunction {
public:
  constexpr explicit FreeFunction(const char *Name) : Name(Name) {}
  const char *name() const { return Name; }
  FamilySet families();

private:
  const char *Name;
  std::atomic<FamilySet> Known{0};
};

/// What is known of an address, by whichever allocator it belongs to.
Description describe(const void *Address);

/// The outcome of looking at what is to be freed.
struct FreeCheck {
  enum class Do : uint8_t { Nothing, Free, Keep } What = Do::Nothing;
  Description Memory;
};
/// Reports what is wrong and asks the oracle. Keep: it goes to quarantine.
/// Cache is the one that the caller names, or null.
FreeCheck checkFree(FreeFunction &F, const void *Address, const void *Caller,
                    const void *Cache = nullptr);
/// Says that the caller may sleep.
void mightSleep(const char *Api, const void *Caller, const char *Why,
                GfpMask Flags = 0);
/// Does the description's memory go back to where it came from, red zones
/// looked at?
void giveBack(const Description &D, const char *Api, const void *Caller,
              bool Keep);

/// Ends the stay of what BeforeFree put into quarantine.
void releaseQuarantined(const void *Address);

// Used by more than one file of api/.
void *allocateObject(AllocCall &C, size_t Size, Family As);
void *allocateVirtual(AllocCall &C, uint64_t Size, GfpMask Flags, Family As);
/// The smallest order that holds so many bytes.
unsigned orderFor(uint64_t Size);
/// Reports flags that page requests do not take. False if it cannot be served.
bool checkPageFlags(AllocCall &C, unsigned Order);

} // namespace kalloc::api

#endif
