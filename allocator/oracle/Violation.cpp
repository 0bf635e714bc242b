// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "oracle/Violation.h"

#include <cstdarg>
#include <cstdio>

using namespace kalloc;

namespace {

struct Row {
  const char *Name;
  const char *Rule;
  const char *Text;
};

constexpr Row Rows[] = {
#define VIOLATION(E, NAME, RULE, TEXT) {NAME, RULE, TEXT},
#include "oracle/Violation.def"
};

} // namespace

const char *kalloc::violationName(ViolationKind Kind) {
  return Rows[unsigned(Kind)].Name;
}
const char *kalloc::violationRule(ViolationKind Kind) {
  return Rows[unsigned(Kind)].Rule;
}
const char *kalloc::violationText(ViolationKind Kind) {
  return Rows[unsigned(Kind)].Text;
}

ViolationKind kalloc::sleepViolation(SectionKind Kind) {
  // The rows of sleeping stand first and in the order of the sections.
  static_assert(unsigned(SectionKind::PreemptOff) ==
                unsigned(ViolationKind::SleepPreemptOff));
  static_assert(unsigned(SectionKind::Rcu) ==
                unsigned(ViolationKind::SleepRcu));
  static_assert(unsigned(SectionKind::Spin) ==
                unsigned(ViolationKind::SleepSpin));
  static_assert(unsigned(SectionKind::NonBlock) ==
                unsigned(ViolationKind::SleepNonBlock));
  return static_cast<ViolationKind>(Kind);
}

void Violation::addNote(const StackTrace &At, const char *Format, ...) {
  if (NumNotes == MaxNotes)
    return;
  ViolationNote &Note = Notes[NumNotes++];
  Note.Stack = At;
  va_list Args;
  va_start(Args, Format);
  std::vsnprintf(Note.Text, sizeof(Note.Text), Format, Args);
  va_end(Args);
}

void Violation::setMessage(const char *Format, ...) {
  va_list Args;
  va_start(Args, Format);
  std::vsnprintf(Message, sizeof(Message), Format, Args);
  va_end(Args);
}
