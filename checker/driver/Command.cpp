// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Command.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::driver {

int fail(llvm::Error E) {
  llvm::WithColor::error() << llvm::toString(std::move(E)) << '\n';
  return ExitFailed;
}

std::string workingDirectory() {
  llvm::SmallString<256> Path;
  llvm::sys::fs::current_path(Path);
  return Path.str().str();
}

} // namespace gfpcheck::driver
