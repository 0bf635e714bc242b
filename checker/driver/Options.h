// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a user can ask of one analysis; front ends map their options to this.
#ifndef GFPCHECK_DRIVER_OPTIONS_H
#define GFPCHECK_DRIVER_OPTIONS_H

#include "findings/Finding.h"
#include <string>
#include <vector>

namespace gfpcheck::driver {

struct Options {
  /// Comma-separated globs on rule ids, '-' in front switches off, as in
  /// clang-tidy: "*,-gfp-large-stack". Empty means all.
  std::string Checks;
  std::string RulesDir;       ///< More rule files, laid over the built-in ones.
  unsigned KernelVersion = 0; ///< LINUX_VERSION_CODE; 0: the tree's own.
  findings::Confidence MinConfidence = findings::Confidence::Medium;
  bool PreemptRt = false;
  unsigned FrameWarn = 0; ///< Bytes; 0: CONFIG_FRAME_WARN or 2048.
  /// Parse the bodies of all functions in headers, not only of those that the
  /// file needs. The findings are the same.
  bool AllBodies = false;
  /// Make what other files must know of this one, too.
  bool RecordUnit = false;
};

} // namespace gfpcheck::driver

#endif
