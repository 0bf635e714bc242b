// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Contexts: what may be done in which, and that each ends where it should.
#include "oracle/Oracle.h"
#include "oracle/State.h"

#include <cstdio>

using namespace kalloc;
using namespace kalloc::oracle;

namespace {

/// "spinlock 'lock'", "interrupts off".
void sectionTitle(const Section &S, char *Buffer, size_t Size) {
  if (S.Name)
    std::snprintf(Buffer, Size, "%s '%s'", sectionText(S.Kind), S.Name);
  else
    std::snprintf(Buffer, Size, "%s", sectionText(S.Kind));
}

void noteSection(Violation &V, const Section &S) {
  char Title[80];
  sectionTitle(S, Title, sizeof(Title));
  V.addNote(S.Stack, "%s began in '%s' here", Title,
            S.Site.Api ? S.Site.Api : "?");
}

/// On PREEMPT_RT only these keep a task from being scheduled; spinlock_t and
/// its kind sleep.
bool rawOnRt(SectionKind Kind) {
  switch (Kind) {
  case SectionKind::PreemptOff:
  case SectionKind::IrqOff:
  case SectionKind::Hardirq:
  case SectionKind::RawSpin:
  case SectionKind::BitSpin:
  case SectionKind::RcuSched:
    return true;
  default:
    return false;
  }
}

const Section *innermostRaw(const ThreadContext &Context) {
  for (unsigned I = Context.numSections(); I-- > 0;)
    if (rawOnRt(Context.section(I).Kind))
      return &Context.section(I);
  return nullptr;
}

void reportAlloc(ViolationKind Kind, const AllocRequest &Request,
                 const Section &S) {
  Violation V;
  V.Kind = Kind;
  char Reason[112];
  internal::reasonText(S, Reason, sizeof(Reason));
  V.setMessage("'%s' %s: %s", Request.Api, violationText(Kind), Reason);
  noteSection(V, S);
  report(V, Request.Caller);
}

} // namespace

void internal::reasonText(const Section &S, char *Buffer, size_t Size) {
  switch (S.Kind) {
  case SectionKind::PreemptOff:
    std::snprintf(Buffer, Size, "while preemption is off");
    return;
  case SectionKind::BhOff:
    std::snprintf(Buffer, Size, "while bottom halves are off");
    return;
  case SectionKind::IrqOff:
    std::snprintf(Buffer, Size, "while interrupts are off");
    return;
  case SectionKind::Softirq:
  case SectionKind::Hardirq:
    std::snprintf(Buffer, Size, "in %s context", sectionText(S.Kind));
    return;
  case SectionKind::Nmi:
  case SectionKind::Rcu:
  case SectionKind::RcuBh:
  case SectionKind::RcuSched:
  case SectionKind::NonBlock:
    std::snprintf(Buffer, Size, "in %s %s",
                  S.Kind == SectionKind::NonBlock ? "a" : "an",
                  sectionText(S.Kind));
    return;
  default:
    if (S.Name)
      std::snprintf(Buffer, Size, "while %s '%s' is held", sectionText(S.Kind),
                    S.Name);
    else
      std::snprintf(Buffer, Size, "while a %s is held", sectionText(S.Kind));
  }
}

void kalloc::oracle::mightSleep(const char *Api, GfpMask Flags,
                                const void *Caller, const char *Why) {
  ThreadContext &Context = ThreadContext::current();
  const CallSite Site = ApiScope::outermost(Api, Caller);
  if (Flags)
    internal::checkReclaim(Site.Api, Flags, Site.Caller);
  const Section *S = Context.forbiddingSleep();
  if (!S)
    return;
  Violation V;
  V.Kind = sleepViolation(S->Kind);
  char Reason[112], Gfp[112];
  internal::reasonText(*S, Reason, sizeof(Reason));
  if (Flags)
    V.setMessage("'%s' with %s may sleep %s", Site.Api,
                 internal::gfpText(Flags, Gfp, sizeof(Gfp)), Reason);
  else
    V.setMessage("'%s' may sleep %s", Site.Api, Reason);
  for (unsigned I = Context.numSections(); I-- > 0;)
    if (forbidsSleep(Context.section(I).Kind))
      noteSection(V, Context.section(I));
  report(V, Site.Caller);
}

void internal::beforeAlloc(const AllocRequest &Request) {
  const ThreadContext &Context = ThreadContext::current();
  if (const Section *S = Context.innermost(SectionKind::Nmi))
    return reportAlloc(ViolationKind::AllocNmi, Request, *S);
  if (!options().Rt)
    return;
  if (const Section *S = innermostRaw(Context))
    reportAlloc(ViolationKind::AllocRawRt, Request, *S);
}

void kalloc::oracle::enter(SectionKind Kind, const void *Object,
                           const char *Name, const void *Class, CallSite Site) {
  ThreadContext &Context = ThreadContext::current();
  Context.enter(Kind, Object, Name, Class, Site);
  if (installed() && Context.numSections())
    internal::learnLock(Context.section(Context.numSections() - 1));
}

void kalloc::oracle::leave(SectionKind Kind, const void *Object,
                           const char *Name, CallSite Site) {
  if (ThreadContext::current().leave(Kind, Object))
    return;
  Violation V;
  V.Kind = ViolationKind::NotHeld;
  if (Name)
    V.setMessage("'%s' ends %s '%s', which was not begun", Site.Api,
                 sectionText(Kind), Name);
  else
    V.setMessage("'%s' ends %s, which was not begun", Site.Api,
                 sectionText(Kind));
  report(V, Site.Caller);
}

Balance kalloc::oracle::balance() {
  const ThreadContext &Context = ThreadContext::current();
  return {Context.numSections(), Context.PreemptCount};
}

void kalloc::oracle::checkBalance(const Balance &Before, const char *Function) {
  ThreadContext &Context = ThreadContext::current();
  while (Context.numSections() > Before.NumSections) {
    const Section S = Context.section(Context.numSections() - 1);
    Violation V;
    V.Kind = ViolationKind::Unbalanced;
    char Title[80];
    sectionTitle(S, Title, sizeof(Title));
    V.setMessage("%s was begun and is still on when '%s' returns", Title,
                 Function);
    V.Stack = S.Stack;
    report(V, S.Site.Caller);
    Context.leave(S.Kind, S.Object);
  }
}
