// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The result of one file as a file, for build systems that make results on
// many machines and link them on one.
#ifndef GFPCHECK_DRIVER_SUMMARYFILE_H
#define GFPCHECK_DRIVER_SUMMARYFILE_H

#include "driver/TranslationUnit.h"

namespace gfpcheck::driver {

struct SummaryFile {
  std::string Source;   ///< The file it is of, absolute.
  std::string Identity; ///< See analysisIdentity.
  TuResult Result;
};

/// What made a result, apart from the file itself: the checker, the rules, the
/// options. Results of one report must agree on it.
std::string analysisIdentity(const Options &Opts, const model::RuleSet &Rules);

std::string packSummary(const SummaryFile &Summary);
/// Reads a summary file. An error says what is wrong with it.
llvm::Expected<SummaryFile> readSummary(llvm::StringRef File);

} // namespace gfpcheck::driver

#endif
