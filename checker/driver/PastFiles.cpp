// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/PastFiles.h"
#include "driver/GitRepository.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace gfpcheck::driver {

namespace {

namespace path = llvm::sys::path;
namespace fs = llvm::sys::fs;

llvm::StringRef pathOf(const CompileDatabase &Database,
                       const SelectedFile &File) {
  return File.InsteadOf.empty() ? Database.path(File.Command)
                                : llvm::StringRef(File.InsteadOf);
}

bool isBelow(llvm::StringRef Path, llvm::StringRef Folder) {
  return Path.consume_front(Folder) && (Path.empty() || Path.starts_with("/"));
}

/// Both without the last parts that they share.
void dropSharedEnd(llvm::StringRef &A, llvm::StringRef &B) {
  while (!A.empty() && !B.empty() && path::filename(A) == path::filename(B) &&
         A != "/" && B != "/") {
    A = path::parent_path(A);
    B = path::parent_path(B);
  }
  A = A.rtrim('/');
  B = B.rtrim('/');
}

/// Is there a repository that the folder is in?
bool inRepository(llvm::StringRef Folder) {
  for (; !Folder.empty(); Folder = path::parent_path(Folder))
    if (fs::exists(Folder + "/.git"))
      return true;
  return false;
}

} // namespace

PastFiles::PastFiles(const CompileDatabase &Database,
                     const Selection &Selected) {
  llvm::StringSet<> Seen;
  for (const SelectedFile &File : Selected.Files) {
    llvm::StringRef Path = pathOf(Database, File);
    Sources.insert(Path);
    llvm::StringRef Name = path::parent_path(Path);
    if (!Seen.insert(Name).second)
      continue;
    llvm::SmallString<256> Real;
    if (fs::real_path(Name, Real))
      Real = Name; // The folder is gone, too.
    Folders.insert(Real.str().str());
    llvm::StringRef A = Real, B = Name;
    dropSharedEnd(A, B);
    if (A != B)
      Aliases.insert({A.str(), B.str()});
  }
}

llvm::Expected<GitRepository> PastFiles::findRepository() const {
  auto HasOne = [&](const GitRepository &Repository) {
    return llvm::any_of(Folders, [&](const std::string &Folder) {
      return isBelow(Folder, Repository.top());
    });
  };
  auto Here = GitRepository::open();
  if (Here && HasOne(*Here))
    return Here;
  for (const std::string &Folder : Folders)
    if (inRepository(Folder)) {
      if (!Here)
        llvm::consumeError(Here.takeError());
      return GitRepository::open(Folder);
    }
  if (!Here)
    return llvm::createStringError(
        "--since needs the source in a git repository: " +
        llvm::toString(Here.takeError()));
  return llvm::createStringError("--since: none of the files is in the git "
                                 "repository '" +
                                 Here->top() + "'");
}

/// The absolute paths of a file in the repository, the real one first.
std::vector<std::string> PastFiles::names(llvm::StringRef InTop) const {
  std::string Real = (Top + "/" + InTop).str();
  std::vector<std::string> Names{Real};
  for (const Alias &A : Aliases)
    if (isBelow(Real, A.Real))
      Names.push_back(A.Name + Real.substr(A.Real.size()));
  return Names;
}

void PastFiles::hide(llvm::StringRef InTop) {
  for (std::string &Name : names(InTop))
    Overlay.try_emplace(std::move(Name), std::nullopt);
}

void PastFiles::take(ChangedFile File) {
  bool Moved = File.OldPath != File.NewPath;
  std::vector<std::string> Old = names(File.OldPath);
  if (File.Removed)
    Removed.push_back(Old.front());
  for (std::string &Name : Old) {
    if (File.Removed || Moved)
      Gone.insert(Name);
    if (File.Before)
      Overlay[Name] = File.Before;
  }
  if (Moved)
    for (std::string &Name : names(File.NewPath))
      OldNames[Name] = Old.front();
}

llvm::Expected<PastFiles> PastFiles::at(llvm::StringRef Revision,
                                        const CompileDatabase &Database,
                                        const Selection &Selected) {
  PastFiles Out(Database, Selected);
  auto Repository = Out.findRepository();
  if (!Repository)
    return Repository.takeError();
  Out.Top = Repository->top();
  auto Commit = Repository->commit(Revision);
  if (!Commit)
    return llvm::createStringError(
        "--since: '" + Revision + "' is no commit of the git repository '" +
        Out.Top + "'; give one commit, by any name that git knows\n" +
        llvm::toString(Commit.takeError()));
  auto Changes = Repository->changes(*Commit, /*Cached=*/false);
  if (!Changes)
    return Changes.takeError();
  auto Untracked = Repository->untracked();
  if (!Untracked)
    return Untracked.takeError();
  std::vector<std::string> New;
  for (ChangedFile &File : *Changes) {
    if (!File.Removed && (!File.Before || File.OldPath != File.NewPath))
      New.push_back(File.NewPath);
    Out.take(std::move(File));
  }
  // Last: a name may have been given away and taken again.
  for (const std::string &File : New)
    Out.hide(File);
  for (const std::string &File : *Untracked)
    if (llvm::any_of(Out.names(File), [&](const std::string &Name) {
          return Out.Sources.contains(Name);
        }))
      Out.hide(File);
  return Out;
}

void PastFiles::selectPresent(const CompileDatabase &Database,
                              Selection &Selected) const {
  llvm::erase_if(Selected.Files, [&](const SelectedFile &File) {
    llvm::StringRef Path = pathOf(Database, File);
    if (!Gone.contains(Path) || fs::exists(Path))
      return false;
    Selected.Details.push_back(("'" + Path + "' is no longer there").str());
    return true;
  });
}

void PastFiles::selectPast(const CompileDatabase &Database,
                           Selection &Selected) const {
  llvm::erase_if(Selected.Files, [&](SelectedFile &File) {
    std::string Path = pathOf(Database, File).str();
    auto It = Overlay.find(Path);
    if (It == Overlay.end() || It->second)
      return false;
    auto Old = OldNames.find(Path);
    if (Old == OldNames.end() || Sources.contains(Old->second))
      return true;
    File.InsteadOf = Old->second;
    return false;
  });
  addRemoved(Database, Selected);
}

/// Whether it was part of the build is not known. It is taken to have been if
/// files beside it are.
void PastFiles::addRemoved(const CompileDatabase &Database,
                           Selection &Selected) const {
  llvm::StringMap<size_t> Commands;
  for (const SelectedFile &File : Selected.Files) {
    llvm::SmallString<256> Real;
    llvm::StringRef Folder = path::parent_path(Database.path(File.Command));
    if (!fs::real_path(Folder, Real))
      Commands.try_emplace(Real, File.Command);
  }
  for (const std::string &Path : Removed) {
    auto Beside = Commands.find(path::parent_path(Path));
    bool Selectable =
        llvm::StringRef(Path).ends_with(".c") && Beside != Commands.end();
    if (Selectable &&
        llvm::none_of(
            names(llvm::StringRef(Path).drop_front(Top.size() + 1)),
            [&](const std::string &Name) { return Sources.contains(Name); }))
      Selected.Files.push_back({Beside->second, Path});
  }
}

} // namespace gfpcheck::driver
