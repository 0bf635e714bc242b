// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// --fix: edits of findings, applied to the files on disk.
#ifndef GFPCHECK_DRIVER_FIXES_H
#define GFPCHECK_DRIVER_FIXES_H

#include "findings/Finding.h"
#include "findings/SourceExcerpt.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace gfpcheck::driver {

/// Collects fixes and applies those that do not get in each other's way.
class FixApplier {
public:
  /// Takes the finding's first fix. A fix that overlaps one taken before is
  /// left for the next run; the same edit twice counts once.
  void add(const findings::Finding &F, const findings::SourceExcerpt &Excerpt);

  struct Outcome {
    size_t Applied = 0, Files = 0;
    size_t Conflicting = 0;          ///< Left out.
    std::vector<std::string> Errors; ///< Files that could not be edited.
  };
  /// Edits each file at once, and only if it is what the compiler has read.
  Outcome apply();

private:
  using Edits = std::map<std::pair<uint32_t, uint32_t>, std::string>;
  struct File {
    Edits Changes;
    std::string Hash;
    size_t Fixes = 0;
  };
  bool fits(const findings::Fix &Fix) const;

  std::map<std::string, File> Files;
  size_t Conflicting = 0;
};

} // namespace gfpcheck::driver

#endif
