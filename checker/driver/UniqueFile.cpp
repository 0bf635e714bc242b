// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/UniqueFile.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Signals.h"
#include <unistd.h>

namespace gfpcheck::driver {

namespace fs = llvm::sys::fs;

namespace {
constexpr unsigned MaxTries = 64;
}

llvm::ErrorOr<UniqueFile> UniqueFile::create(const llvm::Twine &Prefix,
                                             fs::perms Mode) {
  std::string Begin = Prefix.str();
  std::error_code EC;
  for (unsigned Try = 0; Try != MaxTries; ++Try) {
    // Forks share the state of a generator; the process makes them differ.
    uint64_t Number = uint64_t(getpid()) << 32 |
                      uint32_t(llvm::sys::Process::GetRandomNumber());
    std::string Path = Begin + llvm::utohexstr(Number, /*LowerCase=*/true);
    int Fd = -1;
    EC = fs::openFile(Path, Fd, fs::CD_CreateNew, fs::FA_Write, fs::OF_None,
                      unsigned(Mode));
    if (EC == std::errc::file_exists)
      continue;
    if (EC)
      return EC;
    llvm::sys::RemoveFileOnSignal(Path);
    return UniqueFile(std::move(Path), Fd);
  }
  return EC;
}

UniqueFile::UniqueFile(UniqueFile &&Other)
    : Path(std::move(Other.Path)), Fd(Other.Fd) {
  Other.Path.clear();
  Other.Fd = -1;
}

UniqueFile::~UniqueFile() {
  if (Fd >= 0)
    ::close(Fd);
  if (Path.empty())
    return;
  fs::remove(Path);
  llvm::sys::DontRemoveFileOnSignal(Path);
}

std::error_code UniqueFile::keep(llvm::StringRef Target) {
  int Closed = ::close(Fd);
  Fd = -1;
  if (Closed != 0)
    return std::error_code(errno, std::generic_category());
  if (std::error_code EC = fs::rename(Path, Target))
    return EC;
  llvm::sys::DontRemoveFileOnSignal(Path);
  Path.clear();
  return {};
}

} // namespace gfpcheck::driver
