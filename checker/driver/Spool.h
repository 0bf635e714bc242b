// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Texts put aside for later in the same run, out of memory: what all files of a
// large program give is too much to be held at once.
#ifndef GFPCHECK_DRIVER_SPOOL_H
#define GFPCHECK_DRIVER_SPOOL_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gfpcheck::driver {

class Spool {
public:
  /// In a file without a name in the folder for temporary files. What that does
  /// not take stays in memory.
  Spool();
  ~Spool();
  Spool(const Spool &) = delete;
  Spool &operator=(const Spool &) = delete;

  /// The number that Text is under.
  size_t add(llvm::StringRef Text);
  /// Nothing if the file cannot be read.
  std::optional<std::string> get(size_t Number) const;

private:
  struct Place {
    uint64_t At = 0, Size = 0;
    std::string Text; ///< If it is not in the file.
  };

  int Fd = -1;
  uint64_t End = 0;
  std::vector<Place> Places;
};

} // namespace gfpcheck::driver

#endif
