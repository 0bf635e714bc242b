// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "frontends/cli/Cli.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

std::string gfpcheck::cli::besideThisProgram(const char *Name) {
  static int InThisProgram;
  std::string Self =
      llvm::sys::fs::getMainExecutable("gfpcheck", &InThisProgram);
  llvm::StringRef Folder = llvm::sys::path::parent_path(Self);
  llvm::SmallString<256> Path;
  for (llvm::StringRef Below : {"", "../libexec/gfpcheck"}) {
    Path = Folder;
    llvm::sys::path::append(Path, Below, Name);
    if (llvm::sys::fs::exists(Path))
      break;
  }
  return Path.str().str();
}
