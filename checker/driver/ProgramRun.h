// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What several files show only together: units in, findings across files out.
#ifndef GFPCHECK_DRIVER_PROGRAMRUN_H
#define GFPCHECK_DRIVER_PROGRAMRUN_H

#include "driver/Options.h"
#include "findings/SourceExcerpt.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace gfpcheck::link {
class Program;
}
namespace gfpcheck::model {
class RuleSet;
}

namespace gfpcheck::driver {

class ProgramRun {
public:
  ProgramRun(const Options &Opts, std::shared_ptr<const model::RuleSet> Rules);
  ~ProgramRun();

  /// Adds the unit of one file, as TuResult::Unit has it.
  llvm::Error add(llvm::StringRef Unit);
  /// Links what was added, once. Sorted findings with their fingerprints.
  std::vector<findings::Finding> link();

private:
  const Options &Opts;
  std::shared_ptr<const model::RuleSet> Rules;
  std::unique_ptr<link::Program> Program;
};

/// Lines that reports of these findings need, read from the files themselves.
findings::SourceExcerpt
excerptFromDisk(const std::vector<findings::Finding> &Findings);

} // namespace gfpcheck::driver

#endif
