// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A new file that becomes another one, or disappears. Unlike llvm's TempFile
// it leaves '%' in the names of folders alone.
#ifndef GFPCHECK_DRIVER_UNIQUEFILE_H
#define GFPCHECK_DRIVER_UNIQUEFILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/ErrorOr.h"
#include "llvm/Support/FileSystem.h"
#include <string>

namespace gfpcheck::driver {

class UniqueFile {
public:
  /// Creates a file whose name begins with Prefix. It is removed unless it is
  /// kept, also when a signal ends the process that can be caught.
  static llvm::ErrorOr<UniqueFile> create(const llvm::Twine &Prefix,
                                          llvm::sys::fs::perms Mode);
  UniqueFile(UniqueFile &&Other);
  UniqueFile &operator=(UniqueFile &&) = delete;
  ~UniqueFile();

  int fd() const { return Fd; }
  const std::string &path() const { return Path; }
  /// Closes the file and makes it Target, replacing what is there in one step.
  std::error_code keep(llvm::StringRef Target);

private:
  UniqueFile(std::string Path, int Fd) : Path(std::move(Path)), Fd(Fd) {}

  std::string Path; ///< Empty: kept, or moved away.
  int Fd;
};

} // namespace gfpcheck::driver

#endif
