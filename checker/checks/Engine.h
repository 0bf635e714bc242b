// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts of one translation unit in, findings out.
#ifndef GFPCHECK_CHECKS_ENGINE_H
#define GFPCHECK_CHECKS_ENGINE_H

#include "facts/Facts.h"
#include "findings/Finding.h"
#include "model/RuleSet.h"
#include <functional>

namespace llvm {
class raw_ostream;
}

namespace gfpcheck::checks {

struct EngineOptions {
  std::function<bool(llvm::StringRef RuleId)> Enabled; ///< Null: all.
  unsigned KernelVersion = 0; ///< 0: the TU's own, else the newest known.
  bool PreemptRt = false;
  unsigned FrameWarn = 0; ///< 0: the TU's CONFIG_FRAME_WARN, else 2048.
  findings::Confidence MinConfidence = findings::Confidence::Medium;
  /// Told of each function that is too large to be analysed to its end. What
  /// was found in it holds; more may be there.
  std::function<void(llvm::StringRef Function)> GaveUp;
};

/// Analyses every function of the TU and runs all enabled checks. The findings
/// come in a fixed order, without duplicates.
void run(const facts::TuFacts &Tu, facts::FactsProvider &Provider,
         const model::RuleSet &Rules, const EngineOptions &Opts,
         findings::FindingSink &Sink);

/// What the rest of the program must know of a TU.
struct Record {
  std::string Unit;     ///< Packed as summary/UnitIo.h says.
  std::string Teaching; ///< Packed as summary/Teaching.h says.
};

/// The same as run, and makes a record.
Record runAndRecord(const facts::TuFacts &Tu, facts::FactsProvider &Provider,
                    const model::RuleSet &Rules, const EngineOptions &Opts,
                    findings::FindingSink &Sink);

/// Prints what callers are told of Function, or of each function of the file
/// if it is empty. False if there is no body of it.
bool printSummaries(const facts::TuFacts &Tu, facts::FactsProvider &Provider,
                    const model::RuleSet &Rules, const EngineOptions &Opts,
                    llvm::StringRef Function, llvm::raw_ostream &OS);

} // namespace gfpcheck::checks

#endif
