// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a recorded compile command, possibly of another compiler, to an
// invocation of the Clang in this process that only reads.
#ifndef GFPCHECK_DRIVER_ARGUMENTS_H
#define GFPCHECK_DRIVER_ARGUMENTS_H

#include "driver/TranslationUnit.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include <memory>
#include <string>
#include <vector>

namespace clang {
class CompilerInvocation;
}
namespace llvm::vfs {
class FileSystem;
}

namespace gfpcheck::driver {

/// A command for Clang's driver that parses the file and does nothing else.
struct AdjustedCommand {
  std::vector<std::string> Arguments;
  std::vector<std::string> Dropped; ///< Options that Clang does not know.
};

/// Takes out what writes files, loads code, changes warnings, or is unknown;
/// keeps what decides how the source reads: macros, include paths, target,
/// language.
AdjustedCommand adjustCommand(const CompileCommand &Command);

/// Where the headers of the compiler itself are (stdarg.h, intrinsics).
std::string resourceDir();

/// The compiler invocation for the command, or null with the reason in Errors.
/// Options dropped are added to Dropped.
std::shared_ptr<clang::CompilerInvocation>
makeInvocation(const CompileCommand &Command,
               llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
               std::vector<std::string> &Dropped,
               std::vector<std::string> &Errors);

} // namespace gfpcheck::driver

#endif
