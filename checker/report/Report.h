// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings become text, JSON or SARIF. Start reading here.
#ifndef GFPCHECK_REPORT_REPORT_H
#define GFPCHECK_REPORT_REPORT_H

#include "findings/Finding.h"
#include "findings/SourceExcerpt.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}
namespace gfpcheck::model {
struct BugRule;
}

namespace gfpcheck::report {

/// What became of a finding between two states of the source.
enum class Change : uint8_t {
  Introduced, ///< Told now, and not before.
  Fixed,      ///< Told before, and gone.
  Unchanged,  ///< In both; suppressed in both or in neither.
  Silenced,   ///< Told before; now there is a comment that suppresses it.
  BornSilent, ///< There was none before, and a comment suppresses it.
};

/// One finding and what a report needs beside it.
struct Entry {
  const findings::Finding &Finding;
  const findings::SourceExcerpt &Excerpt;
  /// The reason in the comment that suppresses it; may be empty text.
  std::optional<std::string> Suppressed;
  /// For reports about two states.
  std::optional<Change> State = {};
};

/// A file that could not be checked, and why.
struct FailedFile {
  std::string File;
  std::vector<std::string> Reasons;
};

/// What is known when all findings have been told.
struct RunSummary {
  size_t FilesChecked = 0;
  size_t Findings = 0; ///< Told, without the suppressed.
  size_t Suppressed = 0;
  std::vector<FailedFile> Failed;
  std::vector<std::string> Notices;
  int ExitCode = 0;
  std::string Conclusion; ///< Last line of a text report; empty: none.
};

/// What is known before.
struct RunContext {
  std::string WorkingDirectory; ///< Paths below it are told relative to it.
  llvm::ArrayRef<model::BugRule> Rules; ///< Valid until finish.
  std::string RulesDigest;
  bool Colors = false; ///< For text.
};

/// Writes one report: add for each finding in order, then finish once.
class Reporter {
public:
  virtual ~Reporter() = default;
  virtual void add(const Entry &E) = 0;
  virtual void finish(const RunSummary &Summary) = 0;
};

std::unique_ptr<Reporter> makeTextReporter(llvm::raw_ostream &OS,
                                           RunContext Context);
std::unique_ptr<Reporter> makeJsonReporter(llvm::raw_ostream &OS,
                                           RunContext Context);
std::unique_ptr<Reporter> makeSarifReporter(llvm::raw_ostream &OS,
                                            RunContext Context);

} // namespace gfpcheck::report

#endif
