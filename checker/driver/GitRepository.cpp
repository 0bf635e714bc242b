// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/GitRepository.h"
#include "driver/AtomicFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include <unistd.h>

namespace gfpcheck::driver {

namespace fs = llvm::sys::fs;

namespace {

constexpr llvm::StringLiteral RegularFile = "100";

llvm::Expected<std::string> contentOf(llvm::StringRef File) {
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(),
                                   "cannot read '" + File + "'");
  return (*Buffer)->getBuffer().str();
}

/// A file that is gone when this is.
class TemporaryFile {
public:
  llvm::Error create() {
    llvm::SmallString<128> Path;
    if (std::error_code EC =
            fs::createTemporaryFile("gfpcheck-git", "txt", Path))
      return llvm::createStringError(EC, "no temporary file: " + EC.message());
    Remover.setFile(Path);
    Name = Path.str().str();
    return llvm::Error::success();
  }
  llvm::StringRef name() const { return Name; }

private:
  std::string Name;
  llvm::FileRemover Remover;
};

} // namespace

llvm::Expected<GitRepository> GitRepository::open() {
  GitRepository Repository;
  auto Top = Repository.run({"rev-parse", "--show-toplevel"});
  if (!Top)
    return Top.takeError();
  Repository.Top = llvm::StringRef(*Top).rtrim('\n').str();
  return std::move(Repository);
}

GitRepository::~GitRepository() {
  if (!Scratch.empty())
    fs::remove_directories(Scratch);
}

/// What git prints.
llvm::Expected<std::string>
GitRepository::run(llvm::ArrayRef<llvm::StringRef> Args) {
  static constexpr llvm::StringLiteral Quiet[] = {"git", "--no-pager",
                                                  "--literal-pathspecs"};
  auto Git = llvm::sys::findProgramByName("git");
  if (!Git)
    return llvm::createStringError(Git.getError(),
                                   "git is not on the PATH; install it");
  TemporaryFile Out, Err;
  if (llvm::Error E = llvm::joinErrors(Out.create(), Err.create()))
    return std::move(E);
  llvm::SmallVector<llvm::StringRef> Argv(std::begin(Quiet), std::end(Quiet));
  llvm::append_range(Argv, Args);
  llvm::SmallVector<llvm::StringRef> Env(Environment.begin(),
                                         Environment.end());
  for (char **E = environ; *E; ++E)
    if (llvm::none_of(Environment, [&](llvm::StringRef Own) {
          return llvm::StringRef(*E).starts_with(
              Own.take_front(Own.find('=') + 1));
        }))
      Env.push_back(*E);
  std::optional<llvm::StringRef> Redirects[] = {llvm::StringRef(""), Out.name(),
                                                Err.name()};
  std::string Why;
  int Status = llvm::sys::ExecuteAndWait(*Git, Argv, llvm::ArrayRef(Env),
                                         Redirects, 0, 0, &Why);
  if (Status == 0)
    return contentOf(Out.name());
  if (Why.empty()) {
    auto Text = contentOf(Err.name());
    Why = Text ? llvm::StringRef(*Text).trim().str()
               : llvm::toString(Text.takeError());
  }
  return llvm::createStringError("git " + llvm::join(Args, " ") +
                                 " failed: " + Why);
}

llvm::Expected<std::string> GitRepository::blob(llvm::StringRef Id) {
  return run({"cat-file", "blob", Id});
}

static constexpr llvm::StringLiteral DiffOptions[] = {"--raw",
                                                      "-z",
                                                      "-r",
                                                      "-M",
                                                      "--no-abbrev",
                                                      "--no-ext-diff",
                                                      "--no-textconv",
                                                      "--no-color",
                                                      "--no-relative"};

llvm::Expected<std::vector<ChangedFile>>
GitRepository::changes(llvm::StringRef Revision, bool Cached) {
  llvm::SmallVector<llvm::StringRef> Args = {"diff"};
  llvm::append_range(Args, DiffOptions);
  if (Cached)
    Args.push_back("--cached");
  Args.push_back("--end-of-options");
  Args.push_back(Revision.empty() ? "HEAD" : Revision);
  Args.push_back("--");
  auto Raw = run(Args);
  return Raw ? read(*Raw) : Raw.takeError();
}

/// ":MODE MODE ID ID STATUS", a path, and for a rename another, each ended by a
/// zero byte.
llvm::Expected<std::vector<ChangedFile>>
GitRepository::read(llvm::StringRef Raw) {
  std::vector<ChangedFile> Files;
  auto Next = [&] {
    llvm::StringRef Field;
    std::tie(Field, Raw) = Raw.split('\0');
    return Field;
  };
  while (!Raw.empty()) {
    llvm::SmallVector<llvm::StringRef, 5> Fields;
    Next().split(Fields, ' ');
    if (Fields.size() != 5 || !Fields[0].consume_front(":") ||
        Fields[4].empty())
      return llvm::createStringError("git prints what is not understood");
    char Status = Fields[4].front();
    ChangedFile File;
    File.OldPath = Next().str();
    File.NewPath = Status == 'R' || Status == 'C' ? Next().str() : File.OldPath;
    File.Removed = Status == 'D';
    if ((Status != 'A' && !Fields[0].starts_with(RegularFile)) ||
        (Status != 'D' && !Fields[1].starts_with(RegularFile)))
      continue; // A link or another repository.
    auto Known = [](llvm::StringRef Id) {
      return Id.find_first_not_of('0') != llvm::StringRef::npos;
    };
    for (auto [Id, Content] : {std::pair(Fields[2], &File.Before),
                               std::pair(Fields[3], &File.After)}) {
      if (!Known(Id))
        continue;
      auto Text = blob(Id);
      if (!Text)
        return Text.takeError();
      *Content = std::move(*Text);
    }
    Files.push_back(std::move(File));
  }
  return Files;
}

/// From now on git has an index and new objects in a folder of ours.
llvm::Error GitRepository::makeScratch() {
  auto Objects = run({"rev-parse", "--git-path", "objects"});
  if (!Objects)
    return Objects.takeError();
  llvm::SmallString<256> Known(llvm::StringRef(*Objects).rtrim('\n'));
  fs::make_absolute(Known);
  llvm::SmallString<128> Folder;
  if (std::error_code EC = fs::createUniqueDirectory("gfpcheck-git", Folder))
    return llvm::createStringError(EC, "no temporary folder: " + EC.message());
  Scratch = Folder.str().str();
  // Quoted, as the path may contain what separates the entries.
  std::string Quoted = "\"";
  for (char C : Known) {
    if (C == '"' || C == '\\')
      Quoted += '\\';
    Quoted += C;
  }
  Environment = {"GIT_INDEX_FILE=" + Scratch + "/index",
                 "GIT_OBJECT_DIRECTORY=" + Scratch + "/objects",
                 "GIT_ALTERNATE_OBJECT_DIRECTORIES=" + Quoted + "\""};
  if (std::error_code EC = fs::create_directory(Scratch + "/objects"))
    return llvm::createStringError(EC, "no temporary folder: " + EC.message());
  return llvm::Error::success();
}

llvm::Expected<std::vector<ChangedFile>>
GitRepository::patch(llvm::StringRef Text) {
  if (llvm::Error E = makeScratch())
    return std::move(E);
  std::string File = Scratch + "/patch";
  if (llvm::Error E = writeAtomically(File, Text))
    return std::move(E);
  // The files that the patch names by their ids, as an index of their own.
  if (auto Done = run({"-C", Top, "apply",
                       "--build-fake-ancestor=" + Scratch + "/index", File});
      !Done)
    return llvm::createStringError(
        llvm::toString(Done.takeError()) +
        "\nthe repository has to have the files that the patch was made from");
  auto Before = run({"write-tree"});
  if (!Before)
    return Before.takeError();
  if (auto Done = run({"-C", Top, "apply", "--cached", File}); !Done)
    return Done.takeError();
  auto After = run({"write-tree"});
  if (!After)
    return After.takeError();
  llvm::SmallVector<llvm::StringRef> Args = {"diff-tree"};
  llvm::append_range(Args, DiffOptions);
  Args.push_back(llvm::StringRef(*Before).trim());
  Args.push_back(llvm::StringRef(*After).trim());
  auto Raw = run(Args);
  return Raw ? read(*Raw) : Raw.takeError();
}

} // namespace gfpcheck::driver
