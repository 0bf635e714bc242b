// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The .clangd file that makes an editor show our findings in a source tree.
#ifndef GFPCHECK_DRIVER_EDITORCONFIG_H
#define GFPCHECK_DRIVER_EDITORCONFIG_H

#include <string>
#include <utility>
#include <vector>

namespace gfpcheck::driver {

struct EditorRequest {
  std::string Folder = "."; ///< The source tree.
  std::string Database;     ///< Empty: compile_commands.json in Folder.
  std::string Server;       ///< The editor server, absolute.
  std::string Checks;       ///< As Options::Checks.
  /// Options of the analysis: a name of tidyOptions() and a value.
  std::vector<std::pair<std::string, std::string>> CheckOptions;
};

/// Writes Folder/.clangd and says how to go on. A file of that name that
/// somebody else wrote is left alone, and that is an error. Returns an
/// ExitStatus.
int runInitEditor(const EditorRequest &Request);

} // namespace gfpcheck::driver

#endif
