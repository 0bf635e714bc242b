// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run told, kept to be compared with another: of a run in this process,
// or read from a file (SarifReader.h).
#ifndef GFPCHECK_REPORT_RECORDING_H
#define GFPCHECK_REPORT_RECORDING_H

#include "report/Report.h"
#include <map>

namespace gfpcheck::report {

struct RecordedFinding {
  findings::Finding Finding;
  /// The reason of the comment that suppresses it; may be empty text.
  std::optional<std::string> Suppressed;
  /// By name, as partialFingerprints of SARIF.
  std::map<std::string, std::string> Fingerprints;
};

struct Recording {
  std::vector<RecordedFinding> Findings; ///< In the order of the report.
  findings::SourceExcerpt Excerpt;       ///< Of all of them.
  std::vector<FailedFile> Failed;        ///< What was not checked.
  std::vector<std::string> Notices;
  size_t FilesChecked = 0;
  /// Of the program that looked; empty: not known.
  std::string Tool, Version, RulesDigest;
  /// Findings in files below it are told apart by where they are relative to
  /// it; empty: paths are relative already.
  std::string Root;
};

/// Takes the place of a report and keeps what would be in it.
class Recorder : public Reporter {
public:
  void add(const Entry &E) override;
  void finish(const RunSummary &Summary) override;

  /// Was there a report at all?
  bool finished() const { return Finished; }
  Recording &recording() { return Out; }

private:
  Recording Out;
  bool Finished = false;
};

} // namespace gfpcheck::report

#endif
