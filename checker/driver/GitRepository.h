// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a change is, asked of git. Nothing in the repository is touched: not the
// working tree, not the index, not the objects.
#ifndef GFPCHECK_DRIVER_GITREPOSITORY_H
#define GFPCHECK_DRIVER_GITREPOSITORY_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace gfpcheck::driver {

/// A file that a change adds, alters, renames or removes.
struct ChangedFile {
  std::string OldPath, NewPath; ///< Relative to the top; they may be equal.
  std::optional<std::string> Before; ///< Content; none: the file is added.
  /// None: removed, or what stands in the working tree.
  std::optional<std::string> After;
  bool Removed = false;
};

class GitRepository {
public:
  /// The repository that a folder is in; empty: the current one.
  static llvm::Expected<GitRepository> open(llvm::StringRef Folder = "");
  ~GitRepository();
  GitRepository(GitRepository &&) = default;

  const std::string &top() const { return Top; }

  /// From Revision (HEAD if empty) to the working tree, or to the index if
  /// Cached; with A..B from A to B.
  llvm::Expected<std::vector<ChangedFile>> changes(llvm::StringRef Revision,
                                                   bool Cached);
  /// The id of the one commit that Revision names.
  llvm::Expected<std::string> commit(llvm::StringRef Revision);
  /// Files that git neither knows nor ignores, relative to the top.
  llvm::Expected<std::vector<std::string>> untracked();
  /// What a patch does, which may have a mail around it. The repository needs
  /// to have the files that the patch was made from.
  llvm::Expected<std::vector<ChangedFile>> patch(llvm::StringRef Text);

private:
  GitRepository() = default;
  llvm::Expected<std::string> run(llvm::ArrayRef<llvm::StringRef> Args,
                                  llvm::StringRef Input = "");
  llvm::Expected<std::vector<ChangedFile>> read(llvm::StringRef Raw,
                                                bool WorkingTree);
  llvm::Expected<std::vector<std::optional<std::string>>>
  blobs(llvm::ArrayRef<std::string> Ids);
  llvm::Error makeScratch();

  std::string Folder; ///< Where git runs; empty: the current one.
  std::string Top;
  std::string Scratch; ///< A folder for an index and objects; may be empty.
  std::vector<std::string> Environment; ///< NAME=VALUE on top of ours.
};

} // namespace gfpcheck::driver

#endif
