// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the last run knew of the files on disk: their content by size and time,
// and which stored result each command had. With it, a run over a whole kernel
// in which nothing has changed looks at each file's times and at no content.
#ifndef GFPCHECK_DRIVER_RUNSTATE_H
#define GFPCHECK_DRIVER_RUNSTATE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gfpcheck::driver {

class RunState {
public:
  /// Reads what write gave; an empty state if Bytes are anything else. O(files
  /// and results): lists are read when they are asked for.
  static RunState read(std::string Bytes);
  std::string write() const;

  /// The content hash (xxh3) of a file: the one noted, if size and times are
  /// those of then and the note is not so young that the file could have
  /// changed unseen; else that of its present content, which is noted. None if
  /// it cannot be read.
  std::optional<uint64_t> contentHash(llvm::StringRef File);

  /// Notes that the command with that key had this result, made from these
  /// files.
  void note(llvm::StringRef Key, llvm::StringRef Entry,
            llvm::ArrayRef<llvm::StringRef> Files);
  /// The result noted for Key, if none of the files it was made from has
  /// changed; else empty.
  std::string entry(llvm::StringRef Key);
  /// Has anything been noted since it was read?
  bool changed() const { return Changed; }

private:
  struct File {
    llvm::StringRef Name; ///< In ByName.
    uint64_t Size = 0, Hash = 0;
    uint64_t HashThen = 0; ///< When the state was read: what lists mean.
    int64_t Modified = 0, NotedAt = 0; ///< Nanoseconds since the epoch.
    uint64_t Inode = 0;
    bool Known = false; ///< Hash is that of the content now.
    bool Tried = false; ///< Looked at in this run.
  };
  struct Dependency {
    uint32_t File = 0;
    uint64_t Hash = 0;
  };
  struct Result {
    std::string Entry;
    llvm::StringRef Packed;        ///< Its files, in Bytes; or
    std::vector<Dependency> Files; ///< by number.
  };

  uint32_t index(llvm::StringRef Name);
  std::optional<uint64_t> hashOf(File &F);
  template <class Fn> bool each(const Result &R, Fn &&Visit) const;
  std::string packed(const Result &R) const;

  std::unique_ptr<const std::string> Bytes; ///< Its address stays.
  std::vector<File> Files;
  llvm::StringMap<uint32_t> ByName;
  llvm::StringMap<Result> Results;
  bool Changed = false;
};

} // namespace gfpcheck::driver

#endif
