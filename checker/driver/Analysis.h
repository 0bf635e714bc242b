// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a parsed translation unit to sorted findings: extract, engine, sort.
// Used by checkFile and by the front ends that live in another compiler.
#ifndef GFPCHECK_DRIVER_ANALYSIS_H
#define GFPCHECK_DRIVER_ANALYSIS_H

#include "driver/Options.h"
#include "findings/SourceExcerpt.h"
#include <memory>
#include <vector>

namespace clang {
class ASTContext;
class CompilerInstance;
class SourceManager;
} // namespace clang
namespace gfpcheck::checks {
struct EngineOptions;
}
namespace gfpcheck::extract {
class Extractor;
struct ExtractOptions;
} // namespace gfpcheck::extract
namespace gfpcheck::model {
class RuleSet;
}

namespace gfpcheck::driver {

/// What extract/ has to know of the rules.
extract::ExtractOptions extractOptions(const model::RuleSet &Rules);

/// Opts as the engine takes them.
checks::EngineOptions engineOptions(const Options &Opts);

struct Analysis {
  std::vector<findings::Finding> Findings; ///< Sorted and unique.
  std::vector<std::string> Incomplete;     ///< As in TuResult.
  std::string Unit, Teaching;              ///< As in TuResult.
};

/// Facts, engine, order, fingerprints; the unit as well if Opts wants it, with
/// file names that are absolute or relative to Directory.
Analysis analyse(extract::Extractor &Extractor, clang::ASTContext &Context,
                 const Options &Opts, const model::RuleSet &Rules,
                 llvm::StringRef Directory = "");

/// File as an absolute path, seen from Directory; names of no file stay.
void makeAbsolute(std::string &File, llvm::StringRef Directory);

/// The source lines that reports of these findings need.
findings::SourceExcerpt
excerptOf(const clang::SourceManager &Sources,
          const std::vector<findings::Finding> &Findings);

/// By place, then rule, then message.
void sortUnique(std::vector<findings::Finding> &Findings);

} // namespace gfpcheck::driver

#endif
