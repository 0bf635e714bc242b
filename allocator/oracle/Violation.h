// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the oracle has to say about a program.
#ifndef KALLOC_ORACLE_VIOLATION_H
#define KALLOC_ORACLE_VIOLATION_H

#include "context/Context.h"

namespace kalloc {

enum class ViolationKind : uint8_t {
#define VIOLATION(E, NAME, RULE, TEXT) E,
#include "oracle/Violation.def"
};
inline constexpr unsigned NumViolationKinds = 0
#define VIOLATION(E, NAME, RULE, TEXT) +1
#include "oracle/Violation.def"
    ;

/// "sleep-spin".
const char *violationName(ViolationKind Kind);
/// "gfp-sleep-in-atomic": the id that the checker uses for the same mistake.
const char *violationRule(ViolationKind Kind);
const char *violationText(ViolationKind Kind);
/// The row for sleeping inside of a section; the section must forbid it.
ViolationKind sleepViolation(SectionKind Kind);

/// A place that explains a violation: where a context began, where memory came
/// from.
struct ViolationNote {
  char Text[96] = {};
  StackTrace Stack;
};

/// Plain data: it is copied between processes. Pointers to code are return
/// addresses, to be made readable by whoever has the program.
struct Violation {
  static constexpr unsigned MaxNotes = 6;

  ViolationKind Kind = ViolationKind::Leak;
  /// One line without place and rule: "'kmalloc' may sleep while spinlock
  /// 'lock' is held".
  char Message[224] = {};
  /// Of the operation; Frames[0] returns to the program's call.
  StackTrace Stack;
  /// The address that it is about, or 0.
  uint64_t Address = 0;
  uint32_t PreemptCount = 0;
  uint32_t RcuDepth = 0;
  bool IrqsOff = false;
  /// True when the program cannot go on from here.
  bool Fatal = false;
  uint32_t NumNotes = 0;
  ViolationNote Notes[MaxNotes];

  void addNote(const StackTrace &Stack, const char *Format, ...)
      __attribute__((format(printf, 3, 4)));
  void setMessage(const char *Format, ...)
      __attribute__((format(printf, 2, 3)));
};

} // namespace kalloc

#endif
