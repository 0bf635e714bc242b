// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A violation as the kernel's log would tell it.
#include "oracle/Oracle.h"
#include "oracle/State.h"
#include "platform/Platform.h"

#include <atomic>
#include <cstdarg>
#include <cstdio>
#include <dlfcn.h>

using namespace kalloc;
using namespace kalloc::oracle;

namespace {

std::atomic<Symbolizer> CurrentSymbolizer{nullptr};

/// A text of bounded size that is written at once, so that threads do not mix.
class Log {
public:
  ~Log() { platform::writeError(Text, Length); }

  void line(const char *Format, ...) __attribute__((format(printf, 2, 3))) {
    va_list Args;
    va_start(Args, Format);
    const int Done =
        std::vsnprintf(Text + Length, sizeof(Text) - 1 - Length, Format, Args);
    va_end(Args);
    if (Done > 0)
      Length = std::min(sizeof(Text) - 2, Length + size_t(Done));
    Text[Length++] = '\n';
  }

  void stack(const StackTrace &Stack) {
    for (uint32_t I = 0; I < Stack.NumFrames; ++I) {
      char Where[256];
      symbolize(Stack.Frames[I], Where, sizeof(Where));
      line("  %s", Where);
    }
  }

private:
  char Text[8192];
  size_t Length = 0;
};

} // namespace

void kalloc::oracle::setSymbolizer(Symbolizer S) { CurrentSymbolizer = S; }

void kalloc::oracle::symbolize(const void *Address, char *Buffer, size_t Size) {
  if (Symbolizer S = CurrentSymbolizer.load())
    return S(Address, Buffer, Size);
  Dl_info Info;
  // A return address may belong to the next function already.
  const void *Call = static_cast<const char *>(Address) - 1;
  if (dladdr(Call, &Info) == 0)
    std::snprintf(Buffer, Size, "%p", Address);
  else if (Info.dli_sname)
    std::snprintf(Buffer, Size, "%s+0x%tx", Info.dli_sname,
                  static_cast<const char *>(Call) -
                      static_cast<const char *>(Info.dli_saddr) + 1);
  else
    std::snprintf(Buffer, Size, "%s+0x%tx",
                  Info.dli_fname ? Info.dli_fname : "?",
                  static_cast<const char *>(Call) -
                      static_cast<const char *>(Info.dli_fbase) + 1);
}

void kalloc::oracle::print(const Violation &V) {
  Log L;
  char Where[256] = "?";
  if (V.Stack.NumFrames)
    symbolize(V.Stack.Frames[0], Where, sizeof(Where));
  const bool Sleeps = V.Kind <= ViolationKind::SleepNonBlock;
  L.line("BUG: %s at %s",
         Sleeps ? "sleeping function called from invalid context"
                : violationName(V.Kind),
         Where);
  L.line("%s [%s]", V.Message, violationRule(V.Kind));
  L.line("in_atomic(): %d, irqs_disabled(): %d, non_block: %d, preempt_count: "
         "%x, RCU nest depth: %u",
         V.PreemptCount != 0, V.IrqsOff, V.Kind == ViolationKind::SleepNonBlock,
         V.PreemptCount, V.RcuDepth);
  for (uint32_t I = 0; I < V.NumNotes; ++I) {
    L.line("%s:", V.Notes[I].Text);
    L.stack(V.Notes[I].Stack);
  }
  L.line("Call trace:");
  L.stack(V.Stack);
}
