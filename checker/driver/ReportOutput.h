// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a report goes, and in which form.
#ifndef GFPCHECK_DRIVER_REPORTOUTPUT_H
#define GFPCHECK_DRIVER_REPORTOUTPUT_H

#include "driver/Command.h"
#include "driver/TranslationUnit.h"
#include "report/Report.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>

namespace gfpcheck::driver {

enum class Format : uint8_t { Text, Json, Sarif };

struct ReportRequest {
  driver::Format Format = Format::Text;
  std::string OutputFile; ///< Empty: standard output.
  /// The least severity that makes the exit status 1; none: never.
  std::optional<findings::Severity> FailOn = findings::Severity::Advice;
  bool Fix = false;
  bool Verbose = false;
  std::string IndexFile; ///< Write the program index there; empty: do not.
  /// Findings are not told, failures are.
  bool Quiet = false;
  /// Make the program index for ResultReport::takeIndex.
  bool MakeIndex = false;
  /// Gets what would be told, and nothing is printed; null: nobody does.
  report::Reporter *Receiver = nullptr;
  /// Contents that stand in for those of files; null: none do.
  const FileOverlay *Overlay = nullptr;
};

/// The reporter for a request. Text on standard output appears at once, all
/// else when it is complete.
class ReportOutput {
public:
  /// Request and Rules must outlive it.
  ReportOutput(const ReportRequest &Request, const model::RuleSet &Rules,
               std::string WorkingDirectory);

  report::Reporter &reporter() { return *Chosen; }
  /// Once the reporter has finished.
  llvm::Error write();

private:
  const ReportRequest &Request;
  std::string Text;
  llvm::raw_string_ostream Buffered{Text};
  /// Goes before the stream it writes to: an abandoned report still closes its
  /// brackets.
  std::unique_ptr<report::Reporter> Own;
  report::Reporter *Chosen = nullptr;
};

/// How many findings of each severity, by its number.
using SeverityCounts = std::array<size_t, 3>;

/// " (1 error, 2 warnings)"; empty if there are none.
std::string describe(const SeverityCounts &Counts);

} // namespace gfpcheck::driver

#endif
