// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a check tells: a finding, its trace and its fixes, free of Clang and of
// any output format.
#ifndef GFPCHECK_FINDINGS_FINDING_H
#define GFPCHECK_FINDINGS_FINDING_H

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace gfpcheck::findings {

/// How a finding is shown. Advice is a SARIF "note".
enum class Severity : uint8_t { Advice, Warning, Error };

/// How sure the analysis is. Low findings are hidden unless asked for.
enum class Confidence : uint8_t { Low, Medium, High };

struct Place {
  std::string File;              ///< As the compiler named it.
  unsigned Line = 0, Column = 0; ///< From 1; 0 is unknown.
  friend auto operator<=>(const Place &, const Place &) = default;
};

/// One step of how the finding comes about, outermost information last: the
/// trace walks from the finding outwards.
struct TraceStep {
  enum class Kind : uint8_t {
    ContextBegins, ///< Where sleeping became forbidden.
    Call,          ///< A call on the way to the operation.
    Operation,     ///< The operation itself, if not at the finding's place.
    Registration,  ///< Where a callback was handed over.
    Condition,     ///< What must hold: "assuming 'atomic' is zero".
    Allocation,    ///< Where the memory came from.
    Note,
  };
  Kind What = Kind::Note;
  Place Where;
  std::string Function; ///< The function the step is in.
  std::string Message;
  friend auto operator<=>(const TraceStep &, const TraceStep &) = default;
};

/// One replacement of bytes [Begin, End) of File.
struct Edit {
  std::string File;
  uint32_t Begin = 0, End = 0;
  std::string Text;
};

struct Fix {
  std::string Description; ///< "allocate with GFP_ATOMIC"
  std::vector<Edit> Edits; ///< Non-overlapping, sorted by File, Begin.
};

struct Finding {
  std::string RuleId;
  findings::Severity Severity = Severity::Warning;
  findings::Confidence Confidence = Confidence::High;
  Place Where;
  std::string Function; ///< That the finding is in.
  /// The function of which only an unreviewed rule says that it sleeps, if the
  /// finding rests on that; whoever has its body judges again.
  std::string Hearsay;
  std::string Message; ///< Fact first, reason second; lower case, no full stop.
  std::vector<TraceStep> Trace;
  std::vector<Fix> Fixes;
  /// What stays the same when unrelated lines move: rule, function, the
  /// operation and the reason by name. Hex digits, see Fingerprint.h.
  std::string Fingerprint;
};

/// Of two findings that say the same of the same place, is A told? The one with
/// the shorter way is, and of equally long ways always the same, whatever else
/// was found.
inline bool isToldBefore(const Finding &A, const Finding &B) {
  if (A.Trace.size() != B.Trace.size())
    return A.Trace.size() < B.Trace.size();
  return std::tie(A.Trace, A.Fingerprint) < std::tie(B.Trace, B.Fingerprint);
}

/// Puts findings into the order of their keys and keeps, of those with one key,
/// the one that is told. O(n log n).
template <class Key>
void sortUnique(std::vector<Finding> &Findings, Key KeyOf) {
  llvm::sort(Findings, [&](const Finding &A, const Finding &B) {
    auto X = KeyOf(A), Y = KeyOf(B);
    return X != Y ? X < Y : isToldBefore(A, B);
  });
  Findings.erase(llvm::unique(Findings,
                              [&](const Finding &A, const Finding &B) {
                                return KeyOf(A) == KeyOf(B);
                              }),
                 Findings.end());
}

/// Receives findings. Implementations order and filter; producers do not.
class FindingSink {
public:
  virtual ~FindingSink() = default;
  virtual void add(Finding F) = 0;
};

/// Keeps what it gets, in that order.
class FindingList : public FindingSink {
public:
  void add(Finding F) override { All.push_back(std::move(F)); }
  std::vector<Finding> All;
};

} // namespace gfpcheck::findings

#endif
