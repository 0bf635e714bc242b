// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/AtomicFile.h"
#include "driver/UniqueFile.h"
#include "llvm/Support/raw_ostream.h"
#include <unistd.h>

namespace gfpcheck::driver {

namespace fs = llvm::sys::fs;

static llvm::Error failure(llvm::StringRef File, std::error_code EC) {
  return llvm::createStringError(EC, "cannot write '" + File +
                                         "': " + EC.message());
}

/// Writes and leaves the descriptor open.
static std::error_code writeTo(int Fd, llvm::StringRef Content, bool Sync) {
  llvm::raw_fd_ostream OS(Fd, /*shouldClose=*/false, /*unbuffered=*/true);
  OS << Content;
  std::error_code EC = OS.error();
  OS.clear_error();
  if (!EC && Sync && fsync(Fd) != 0)
    EC = std::error_code(errno, std::generic_category());
  return EC;
}

static llvm::Error writeDirectly(llvm::StringRef File,
                                 llvm::StringRef Content) {
  int Fd = -1;
  if (std::error_code EC = fs::openFileForWrite(File, Fd))
    return failure(File, EC);
  std::error_code EC = writeTo(Fd, Content, /*Sync=*/false);
  if (std::error_code Closing =
          fs::closeFile(Fd); // NOLINT: the first error counts.
      !EC)
    EC = Closing;
  return EC ? failure(File, EC) : llvm::Error::success();
}

llvm::Error writeAtomically(llvm::StringRef File, llvm::StringRef Content) {
  llvm::SmallString<256> Target(File);
  fs::file_status Status;
  bool Exists = !fs::status(File, Status);
  if (Exists && Status.type() != fs::file_type::regular_file)
    return writeDirectly(File, Content);
  if (Exists) // Follow links: the file is replaced, not the link to it.
    if (std::error_code EC = fs::real_path(File, Target))
      return failure(File, EC);

  auto Temp =
      UniqueFile::create(Target + ".tmp-", fs::all_read | fs::all_write);
  if (!Temp)
    return failure(File, Temp.getError());
  std::error_code EC = writeTo(Temp->fd(), Content, /*Sync=*/true);
  if (!EC && Exists)
    EC = fs::setPermissions(Temp->fd(), Status.permissions());
  if (!EC)
    EC = Temp->keep(Target);
  return EC ? failure(File, EC) : llvm::Error::success();
}

} // namespace gfpcheck::driver
