// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The state of a simulated CPU that decides what may be done: what is disabled,
// which interrupt is served, which locks are held, and where each of these
// began.
#ifndef KALLOC_CONTEXT_CONTEXT_H
#define KALLOC_CONTEXT_CONTEXT_H

#include "core/CallSite.h"

namespace kalloc {

/// The layout of preempt_count: include/linux/preempt.h of Linux 6.12.
namespace preempt {
inline constexpr uint32_t PreemptShift = 0, SoftirqShift = 8, HardirqShift = 16,
                          NmiShift = 20;
inline constexpr uint32_t PreemptOne = 1u << PreemptShift;
/// Serving a softirq adds one, disabling bottom halves two.
inline constexpr uint32_t SoftirqOne = 1u << SoftirqShift;
inline constexpr uint32_t SoftirqDisableOne = 2 * SoftirqOne;
inline constexpr uint32_t HardirqOne = 1u << HardirqShift;
inline constexpr uint32_t NmiOne = 1u << NmiShift;
inline constexpr uint32_t PreemptMask = 0xffu << PreemptShift;
inline constexpr uint32_t SoftirqMask = 0xffu << SoftirqShift;
inline constexpr uint32_t HardirqMask = 0xfu << HardirqShift;
inline constexpr uint32_t NmiMask = 0xfu << NmiShift;
} // namespace preempt

/// What can begin and end. The names are those of the contexts in the rules.
enum class SectionKind : uint8_t {
#define KALLOC_SECTION(ID, NAME, TEXT, FORBIDS_SLEEP) ID,
#include "context/Sections.def"
};

/// "spin", "irq-off": the name of the rules.
const char *sectionName(SectionKind Kind);
/// True when nothing inside of such a section may sleep.
bool forbidsSleep(SectionKind Kind);
/// "spinlock", "interrupts off": for messages.
const char *sectionText(SectionKind Kind);

/// One thing that began and has not ended.
struct Section {
  SectionKind Kind = SectionKind::PreemptOff;
  /// The lock, else null.
  const void *Object = nullptr;
  /// What the program calls the lock, else null. A literal.
  const char *Name = nullptr;
  /// What all locks made at one place have in common; the lock itself when not
  /// known.
  const void *Class = nullptr;
  CallSite Site;
  StackTrace Stack;
};

/// The scopes of a task, as bits.
enum TaskFlag : uint32_t {
  TaskMemalloc =
      1u << 0, ///< PF_MEMALLOC: reserves are open, reclaim is not entered
  TaskMemallocNofs = 1u << 1, ///< memalloc_nofs_save(): __GFP_FS is taken away
  TaskMemallocNoio =
      1u << 2, ///< memalloc_noio_save(): __GFP_IO and __GFP_FS are
  TaskKswapd = 1u << 3,
  TaskMemallocNoreclaim = 1u << 4,
};

/// The state of one task and of the interrupts that run on top of it.
class ThreadContext {
public:
  static constexpr unsigned MaxSections = 64;

  uint32_t PreemptCount = 0;
  /// TaskFlag bits.
  uint32_t TaskFlags = 0;
  bool IrqsOff = false;
  uint32_t RcuDepth = 0;

  /// That of whatever runs on this thread now. Made on first use.
  static ThreadContext &current();
  /// Another task runs on this thread from now on. Null: the thread's own.
  static ThreadContext *exchange(ThreadContext *Next);

  bool inNmi() const { return PreemptCount & preempt::NmiMask; }
  bool inHardirq() const { return PreemptCount & preempt::HardirqMask; }
  /// Serving a softirq, or bottom halves off.
  bool inSoftirq() const { return PreemptCount & preempt::SoftirqMask; }
  bool inServingSoftirq() const { return PreemptCount & preempt::SoftirqOne; }
  bool inInterrupt() const {
    return PreemptCount &
           (preempt::NmiMask | preempt::HardirqMask | preempt::SoftirqMask);
  }
  bool inTask() const {
    return !inNmi() && !inHardirq() && !inServingSoftirq();
  }
  bool inAtomic() const { return PreemptCount != 0; }

  /// Begins a section and moves the counts that go with it.
  void enter(SectionKind Kind, const void *Object, const char *Name,
             const void *Class, CallSite Site);
  /// Ends the innermost section of this kind and object. False when there is
  /// none; the counts stay then.
  bool leave(SectionKind Kind, const void *Object);

  unsigned numSections() const { return NumSections; }
  /// The outermost is 0.
  const Section &section(unsigned Index) const { return Sections[Index]; }
  /// The innermost section that forbids to sleep, or null when sleeping is
  /// allowed.
  const Section *forbiddingSleep() const;
  /// The innermost section of a kind, or null.
  const Section *innermost(SectionKind Kind) const;

private:
  void count(SectionKind Kind, bool Enter);

  Section Sections[MaxSections];
  unsigned NumSections = 0;
};

} // namespace kalloc

#endif
