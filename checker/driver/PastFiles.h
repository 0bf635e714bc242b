// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The files of a program as they were at a revision, laid over those that are
// there now.
#ifndef GFPCHECK_DRIVER_PASTFILES_H
#define GFPCHECK_DRIVER_PASTFILES_H

#include "driver/CompileDatabase.h"
#include "llvm/ADT/StringSet.h"
#include <set>

namespace gfpcheck::driver {

class GitRepository;
struct ChangedFile;

class PastFiles {
public:
  /// What is different from the commit that Revision names, in the git
  /// repository of the selected files: that of the current folder if it has
  /// one of them. Files that are not in it are taken as unchanged; so is what
  /// git does not know, but for selected files, which were not there.
  static llvm::Expected<PastFiles> at(llvm::StringRef Revision,
                                      const CompileDatabase &Database,
                                      const Selection &Selected);

  bool unchanged() const { return Overlay.empty(); }
  const FileOverlay &overlay() const { return Overlay; }

  /// Takes out what is no longer there though the database has it.
  void selectPresent(const CompileDatabase &Database,
                     Selection &Selected) const;
  /// Takes out what was not there yet. What was renamed has its old name, what
  /// was removed the command of a file beside it.
  void selectPast(const CompileDatabase &Database, Selection &Selected) const;

private:
  /// Another name of a folder, as links make it.
  struct Alias {
    std::string Real, Name;
    friend auto operator<=>(const Alias &, const Alias &) = default;
  };

  PastFiles(const CompileDatabase &Database, const Selection &Selected);
  llvm::Expected<GitRepository> findRepository() const;
  std::vector<std::string> names(llvm::StringRef InTop) const;
  void take(ChangedFile File);
  void hide(llvm::StringRef InTop);
  void addRemoved(const CompileDatabase &Database, Selection &Selected) const;

  std::string Top;               ///< Of the repository.
  llvm::StringSet<> Sources;     ///< The selected files.
  std::set<std::string> Folders; ///< That they are in, where links lead.
  std::set<Alias> Aliases;       ///< Of these folders.
  FileOverlay Overlay;
  std::map<std::string, std::string> OldNames; ///< Of renamed files.
  llvm::StringSet<> Gone;                      ///< By every name.
  std::vector<std::string> Removed;            ///< By their first name.
};

} // namespace gfpcheck::driver

#endif
