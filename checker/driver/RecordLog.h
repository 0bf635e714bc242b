// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the recorder wrote down, and the compilation database made of it.
#ifndef GFPCHECK_DRIVER_RECORDLOG_H
#define GFPCHECK_DRIVER_RECORDLOG_H

#include "llvm/Support/Error.h"

namespace gfpcheck::driver {

/// Removes the objects that the commands in the log have left, so that make
/// asks for them again, and then the log. A missing log is an empty one.
llvm::Error forgetRecorded(llvm::StringRef LogFile);

struct DatabaseSize {
  size_t New = 0;   ///< Commands of this recording.
  size_t Total = 0; ///< In the database now.
};

/// Writes the log's commands to Database, sorted by file and object; the last
/// for an object counts, and files that are gone do not. With Merge, commands
/// that Database already has for other objects stay.
llvm::Expected<DatabaseSize>
writeDatabase(llvm::StringRef LogFile, llvm::StringRef Database, bool Merge);

} // namespace gfpcheck::driver

#endif
