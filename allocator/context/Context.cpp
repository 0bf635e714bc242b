// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "context/Context.h"

using namespace kalloc;

namespace {

struct SectionTraits {
  const char *Name;
  const char *Text;
  bool ForbidsSleep;
};

constexpr SectionTraits Traits[] = {
#define KALLOC_SECTION(ID, NAME, TEXT, FORBIDS_SLEEP)                          \
  {NAME, TEXT, FORBIDS_SLEEP},
#include "context/Sections.def"
};

const SectionTraits &traits(SectionKind Kind) {
  return Traits[static_cast<size_t>(Kind)];
}

/// What entering adds to preempt_count.
uint32_t preemptDelta(SectionKind Kind) {
  switch (Kind) {
  case SectionKind::PreemptOff:
  case SectionKind::RcuSched:
  case SectionKind::Spin:
  case SectionKind::RawSpin:
  case SectionKind::RwlockRead:
  case SectionKind::RwlockWrite:
  case SectionKind::BitSpin:
  case SectionKind::SeqWrite:
  case SectionKind::LocalLock:
    return preempt::PreemptOne;
  case SectionKind::BhOff:
  case SectionKind::RcuBh:
    return preempt::SoftirqDisableOne;
  case SectionKind::Softirq:
    return preempt::SoftirqOne;
  case SectionKind::Hardirq:
    return preempt::HardirqOne;
  case SectionKind::Nmi:
    return preempt::NmiOne + preempt::HardirqOne;
  default:
    return 0;
  }
}

uint32_t taskFlag(SectionKind Kind) {
  switch (Kind) {
  case SectionKind::NoFs:
    return TaskMemallocNofs;
  case SectionKind::NoIo:
    return TaskMemallocNoio;
  case SectionKind::NoReclaim:
    return TaskMemalloc;
  default:
    return 0;
  }
}

thread_local ThreadContext OwnContext;
thread_local ThreadContext *RunningContext = nullptr;

} // namespace

const char *kalloc::sectionName(SectionKind Kind) { return traits(Kind).Name; }
const char *kalloc::sectionText(SectionKind Kind) { return traits(Kind).Text; }
bool kalloc::forbidsSleep(SectionKind Kind) {
  return traits(Kind).ForbidsSleep;
}

ThreadContext &ThreadContext::current() {
  return RunningContext ? *RunningContext : OwnContext;
}

ThreadContext *ThreadContext::exchange(ThreadContext *Next) {
  ThreadContext *Old = RunningContext;
  RunningContext = Next;
  return Old;
}

void ThreadContext::count(SectionKind Kind, bool Enter) {
  const uint32_t Delta = preemptDelta(Kind);
  PreemptCount = Enter ? PreemptCount + Delta : PreemptCount - Delta;
  if (Kind == SectionKind::Rcu)
    RcuDepth = Enter ? RcuDepth + 1 : RcuDepth - 1;
  if (Kind == SectionKind::IrqOff)
    IrqsOff = innermost(SectionKind::IrqOff) != nullptr;
  if (const uint32_t Flag = taskFlag(Kind))
    TaskFlags = innermost(Kind) ? TaskFlags | Flag : TaskFlags & ~Flag;
}

void ThreadContext::enter(SectionKind Kind, const void *Object,
                          const char *Name, const void *Class, CallSite Site) {
  // A program that nests deeper has lost its balance long ago; the counts go
  // on.
  if (NumSections < MaxSections) {
    Section &S = Sections[NumSections++];
    S.Kind = Kind;
    S.Object = Object;
    S.Name = Name;
    S.Class = Class ? Class : Object;
    S.Site = Site;
    captureStack(S.Stack, Site.Caller);
  }
  count(Kind, true);
}

bool ThreadContext::leave(SectionKind Kind, const void *Object) {
  for (unsigned I = NumSections; I-- > 0;) {
    if (Sections[I].Kind != Kind || Sections[I].Object != Object)
      continue;
    for (unsigned J = I + 1; J < NumSections; ++J)
      Sections[J - 1] = Sections[J];
    --NumSections;
    count(Kind, false);
    return true;
  }
  return false;
}

const Section *ThreadContext::forbiddingSleep() const {
  for (unsigned I = NumSections; I-- > 0;)
    if (forbidsSleep(Sections[I].Kind))
      return &Sections[I];
  return nullptr;
}

const Section *ThreadContext::innermost(SectionKind Kind) const {
  for (unsigned I = NumSections; I-- > 0;)
    if (Sections[I].Kind == Kind)
      return &Sections[I];
  return nullptr;
}
