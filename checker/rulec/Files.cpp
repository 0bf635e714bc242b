// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rulec/Files.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/ToolOutputFile.h"

namespace gfpcheck::rulec {

llvm::Error writeFile(llvm::StringRef Path,
                      llvm::function_ref<void(llvm::raw_ostream &)> Body) {
  std::error_code EC;
  llvm::ToolOutputFile Out(Path, EC, llvm::sys::fs::OF_None);
  if (!EC) {
    Body(Out.os());
    Out.os().flush();
    EC = Out.os().error();
    Out.os().clear_error();
  }
  if (EC)
    return llvm::createStringError(EC, "cannot write " + Path);
  Out.keep();
  return llvm::Error::success();
}

} // namespace gfpcheck::rulec
