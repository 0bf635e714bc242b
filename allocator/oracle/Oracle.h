// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The judge at run time. Installed, it watches every allocation through
// core/Hooks.h and every context through the functions below, and tells what
// breaks a rule.
#ifndef KALLOC_ORACLE_ORACLE_H
#define KALLOC_ORACLE_ORACLE_H

#include "core/Hooks.h"
#include "oracle/Violation.h"

namespace kalloc::oracle {

enum class Mode : uint8_t {
  Collect, ///< keep them for count() and get()
  Print,   ///< and write each to the standard error stream, as the kernel's log
           ///< would
  Abort,   ///< and abort at the first
};

/// What the last resort says of memory: how accesses outside of its life and
/// extent are found.
enum class Memory : uint8_t {
  Checked, ///< the allocator's poison, red zones and quarantine: found when
           ///< memory is freed or given out
  Guarded, ///< a mapping for each object: found at the very access
};

struct Options {
  Mode Report = Mode::Collect;
  Memory Objects = Memory::Checked;
  /// Judge as on PREEMPT_RT.
  bool Rt = false;
  /// Freed objects that stay poisoned before they may be used again.
  uint32_t Quarantine = 256;
  /// Told of every violation in every mode, if not null.
  void (*Sink)(const Violation &) = nullptr;
};

/// Installs the oracle's hooks; once more changes the options and forgets all
/// that was seen. Not while another thread allocates.
void install(const Options &Opts);
/// Removes them. Objects that live go on living.
void uninstall();
bool installed();
/// Gives memory back at last that was kept in quarantine; without it nothing
/// is. Kept over install().
void setRelease(void (*Release)(const void *));
/// What runs while a request waits for memory; kept over install().
void setWait(void (*Wait)());
const Options &options();

/// Violations since install(). At most 1024 are kept, the first ones.
size_t count();
/// Index below count() and 1024.
const Violation &get(size_t Index);
/// Forgets the violations, not the objects.
void clear();

/// Fills in stack and state of the context, keeps it and tells it, as the mode
/// says.
void report(Violation &V, const void *Innermost);

/// An operation that may sleep; Flags is a gfp mask or 0.
void mightSleep(const char *Api, GfpMask Flags, const void *Caller,
                const char *Why);
/// Do these flags allow to block?
bool blocks(GfpMask Flags);
/// A section begins. Also learns which locks reclaim takes.
void enter(SectionKind Kind, const void *Object, const char *Name,
           const void *LockClass, CallSite Site);
/// A section ends; one that never began is a violation.
void leave(SectionKind Kind, const void *Object, const char *Name,
           CallSite Site);

/// The state of a context, to be compared when a function returns.
struct Balance {
  unsigned NumSections;
  uint32_t PreemptCount;
};
Balance balance();
/// Tells what was begun since Before and is still on.
void checkBalance(const Balance &Before, const char *Function);

/// Objects that were allocated since a call of leakScope() are that scope's.
uint64_t leakScope();
/// Tells every object of the scope that is still live; the number of them.
size_t reportLeaks(uint64_t Scope);

/// Tells one of them; for whoever knows better which of the living are lost.
void reportLeak(const StackTrace &Allocated, uint64_t Address, uint64_t Size,
                const char *Api);

/// Allocations that failed since install(): for whoever looks for the reason of
/// a NULL pointer.
size_t failures();

/// Reclaim is entered or left (a shrinker, writeback); locks taken inside are
/// needed by reclaim.
void reclaimEnter(GfpMask Flags);
void reclaimLeave();

/// Writes a violation as the kernel would log it. Thread-safe, allocates
/// nothing.
void print(const Violation &V);
/// Says what stands at an address of code, such as "probe at drv.c:12", into
/// Buffer.
using Symbolizer = void (*)(const void *Address, char *Buffer, size_t Size);
void setSymbolizer(Symbolizer S);
void symbolize(const void *Address, char *Buffer, size_t Size);

/// Runs Function(Argument) so that an access that cannot be continued ends it
/// instead of the process. True when it returned by itself. Violations are
/// reported on the way; so is an access that no row describes, through crash().
bool runGuarded(void (*Function)(void *), void *Argument);
/// What ended the last runGuarded() that returned false: "" for a violation,
/// else a description.
const char *lastCrash();
/// Stack of the last crash.
const StackTrace &lastCrashStack();
/// Ends the innermost runGuarded(), which returns false; aborts outside of one.
/// Why is a literal.
[[noreturn]] void stop(const char *Why);

/// A range in front of a stack whose touch means that the stack has overflown.
void addStackGuard(const void *Low, size_t Size, size_t StackSize);
void removeStackGuard(const void *Low);

} // namespace kalloc::oracle

#endif
