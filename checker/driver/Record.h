// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `gfpcheck record`: a compilation database of a kernel that is not compiled.
#ifndef GFPCHECK_DRIVER_RECORD_H
#define GFPCHECK_DRIVER_RECORD_H

#include <string>
#include <vector>

namespace gfpcheck::driver {

struct RecordRequest {
  std::string Source; ///< The kernel tree; stays as it is.
  std::string Build;  ///< A folder of our own, for make's O=.
  /// "allmodconfig", "defconfig", any other *config target, or a file. Empty:
  /// what Build has, else allmodconfig.
  std::string Config;
  std::vector<std::string> Targets; ///< Folders or files; empty: everything.
  std::string Arch;                 ///< As make's ARCH; empty: this machine's.
  std::string LlvmSuffix;           ///< "-19"
  std::string Recorder; ///< The program that stands in for the compiler.
  unsigned Jobs = 1;
};

/// Records and tells how it goes on standard error. Returns an ExitStatus.
int runRecord(const RecordRequest &Request);

} // namespace gfpcheck::driver

#endif
