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

struct Analysis {
  std::vector<findings::Finding> Findings; ///< Sorted and unique.
  std::vector<std::string> Incomplete;     ///< As in TuResult.
};

/// Facts, engine, order, fingerprints.
Analysis analyse(extract::Extractor &Extractor, clang::ASTContext &Context,
                 const Options &Opts, const model::RuleSet &Rules);

/// The source lines that reports of these findings need.
findings::SourceExcerpt
excerptOf(const clang::SourceManager &Sources,
          const std::vector<findings::Finding> &Findings);

/// By place, then rule, then message.
void sortUnique(std::vector<findings::Finding> &Findings);

} // namespace gfpcheck::driver

#endif
