// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings came, went and stayed between two states of the source.
#ifndef GFPCHECK_REPORT_DIFFERENCE_H
#define GFPCHECK_REPORT_DIFFERENCE_H

#include "report/Recording.h"
#include "llvm/Support/Error.h"

namespace gfpcheck::report {

struct ChangedFinding {
  Change What = Change::Unchanged;
  const RecordedFinding *Finding = nullptr; ///< Of OLD if fixed, else of NEW.
};

struct Difference {
  /// First what NEW has, then what only OLD has, each in its order.
  std::vector<ChangedFinding> Findings;
  size_t Unchanged = 0; ///< Without those that are suppressed.
  size_t Fixed = 0, Silenced = 0;
  /// Findings of OLD in files that NEW did not look at: neither here nor gone.
  size_t Unknown = 0;
};

/// Compares by fingerprint, never by line. Equal fingerprints count: two in Old
/// and one in New is one fixed. Which of them, is said by what else is the
/// same: path, line of source, message. The result refers to both.
///
/// An error if the findings have no fingerprints of the same name.
llvm::Expected<Difference> compare(const Recording &Old, const Recording &New);

} // namespace gfpcheck::report

#endif
