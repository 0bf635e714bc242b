// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Spool.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace gfpcheck::driver {

Spool::Spool() {
  llvm::SmallString<128> Folder;
  llvm::sys::path::system_temp_directory(/*ErasedOnReboot=*/true, Folder);
  Fd = ::open(Folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

Spool::~Spool() {
  if (Fd >= 0)
    ::close(Fd);
}

/// All of it, or false.
template <class Fn> static bool whole(size_t Size, Fn Some) {
  for (size_t Done = 0; Done != Size;) {
    ssize_t N = Some(Done);
    if (N == 0 || (N < 0 && errno != EINTR))
      return false;
    Done += N < 0 ? 0 : size_t(N);
  }
  return true;
}

size_t Spool::add(llvm::StringRef Text) {
  Place P;
  P.At = End;
  P.Size = Text.size();
  if (Fd >= 0 && whole(P.Size, [&](size_t Done) {
        return ::pwrite(Fd, Text.data() + Done, P.Size - Done,
                        off_t(End + Done));
      }))
    End += P.Size;
  else
    P.Text = Text.str();
  Places.push_back(std::move(P));
  return Places.size() - 1;
}

std::optional<std::string> Spool::get(size_t Number) const {
  const Place &P = Places[Number];
  if (!P.Text.empty())
    return P.Text;
  std::string Out(P.Size, '\0');
  if (!whole(P.Size, [&](size_t Done) {
        return ::pread(Fd, Out.data() + Done, P.Size - Done,
                       off_t(P.At + Done));
      }))
    return std::nullopt;
  return Out;
}

} // namespace gfpcheck::driver
