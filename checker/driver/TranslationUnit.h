// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One translation unit from source to findings. Start reading here.
#ifndef GFPCHECK_DRIVER_TRANSLATIONUNIT_H
#define GFPCHECK_DRIVER_TRANSLATIONUNIT_H

#include "driver/Options.h"
#include "findings/Finding.h"
#include "findings/SourceExcerpt.h"
#include "llvm/Support/Error.h"
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class ASTConsumer;
class CompilerInstance;
} // namespace clang
namespace gfpcheck::model {
class RuleSet;
}

namespace gfpcheck::driver {

/// The rules a run uses: built in, plus Options::RulesDir. An error holds every
/// mistake in the rule files, each with file:line:column and a caret.
llvm::Expected<std::shared_ptr<const model::RuleSet>>
loadRules(const Options &Opts);

/// One entry of a compilation database.
struct CompileCommand {
  std::string Directory, File, Output;
  std::vector<std::string> Arguments; ///< [0] is the compiler; it is never run.
};

/// A file that a result was made from.
struct Dependency {
  std::string File;  ///< Absolute.
  uint64_t Hash = 0; ///< xxh3 of its bytes.
  friend auto operator<=>(const Dependency &, const Dependency &) = default;
};

struct TuResult {
  std::vector<findings::Finding> Findings; ///< Sorted, without duplicates.
  std::vector<std::string> Errors;  ///< The file could not be checked: why.
  std::vector<std::string> Notices; ///< Worth telling, though it was checked.
  /// Options of the command that Clang does not know, for one notice per run.
  std::vector<std::string> DroppedOptions;
  /// Functions of the file that were not analysed to their end, and why.
  std::vector<std::string> Incomplete;
  /// What other files must know of this one (summary/UnitIo.h), if asked for.
  std::string Unit;
  /// What it can teach other files (summary/Teaching.h), if asked for the unit.
  std::string Teaching;
  /// Every file that was read, unsorted; not part of what processes exchange.
  std::vector<Dependency> Files;
  findings::SourceExcerpt Excerpt; ///< What reports need of the source.
  double CpuSeconds = 0;
  uint64_t PeakKiB = 0;
};

/// Contents that stand in for those of files, by absolute path without dots;
/// nothing for a file that is not to be there.
using FileOverlay = std::map<std::string, std::optional<std::string>>;

/// Parses and checks one file in this process, without running the compiler
/// of the command. Never throws; what goes wrong is in Errors.
TuResult checkFile(const CompileCommand &Command, const Options &Opts,
                   std::shared_ptr<const model::RuleSet> Rules,
                   const FileOverlay &Overlay = {});

/// The same inside a compiler that has its own front end (plugin, clang-tidy):
/// a consumer that checks the TU when it has been parsed and hands over the
/// findings. Deliver is called once, with sorted findings.
std::unique_ptr<clang::ASTConsumer>
makeConsumer(clang::CompilerInstance &CI, const Options &Opts,
             std::shared_ptr<const model::RuleSet> Rules,
             std::function<void(std::vector<findings::Finding>)> Deliver);

} // namespace gfpcheck::driver

#endif
