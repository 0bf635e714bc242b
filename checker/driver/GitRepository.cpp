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

llvm::Expected<GitRepository> GitRepository::open(llvm::StringRef Folder) {
  GitRepository Repository;
  Repository.Folder = Folder.str();
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

/// What git prints, given the file Input to read.
llvm::Expected<std::string>
GitRepository::run(llvm::ArrayRef<llvm::StringRef> Args,
                   llvm::StringRef Input) {
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
  if (!Folder.empty())
    Argv.append({"-C", Folder});
  llvm::append_range(Argv, Args);
  llvm::SmallVector<llvm::StringRef> Env(Environment.begin(),
                                         Environment.end());
  for (char **E = environ; *E; ++E)
    if (llvm::none_of(Environment, [&](llvm::StringRef Own) {
          return llvm::StringRef(*E).starts_with(
              Own.take_front(Own.find('=') + 1));
        }))
      Env.push_back(*E);
  std::optional<llvm::StringRef> Redirects[] = {Input, Out.name(), Err.name()};
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

/// All in one run: a change may have thousands. Nothing for what git does not
/// have.
llvm::Expected<std::vector<std::optional<std::string>>>
GitRepository::blobs(llvm::ArrayRef<std::string> Ids) {
  std::vector<std::optional<std::string>> Contents;
  if (Ids.empty())
    return Contents;
  TemporaryFile Input;
  if (llvm::Error E = Input.create())
    return std::move(E);
  if (llvm::Error E =
          writeAtomically(Input.name(), llvm::join(Ids, "\n") + "\n"))
    return std::move(E);
  auto Text = run({"cat-file", "--batch"}, Input.name());
  if (!Text)
    return Text.takeError();
  // "ID blob SIZE", a line end, the content, another line end; or "ID missing".
  llvm::StringRef Rest = *Text;
  for (const std::string &Id : Ids) {
    llvm::StringRef Head;
    std::tie(Head, Rest) = Rest.split('\n');
    size_t Size = 0;
    if (Head == Id + " missing") {
      Contents.push_back(std::nullopt);
      continue;
    }
    if (!Head.consume_front(Id + " blob ") || Head.getAsInteger(10, Size) ||
        Size >= Rest.size())
      return llvm::createStringError("git prints what is not understood");
    Contents.push_back(Rest.take_front(Size).str());
    Rest = Rest.drop_front(Size + 1);
  }
  return Contents;
}

llvm::Expected<std::string> GitRepository::commit(llvm::StringRef Revision) {
  auto Id = run({"rev-parse", "--verify", "--end-of-options",
                 (Revision + "^{commit}").str()});
  if (!Id)
    return Id.takeError();
  llvm::StringRef Line = llvm::StringRef(*Id).trim();
  Line.consume_front("--end-of-options\n"); // Some versions repeat it.
  return Line.str();
}

llvm::Expected<std::vector<std::string>> GitRepository::untracked() {
  auto Text =
      run({"-C", Top, "ls-files", "-z", "--others", "--exclude-standard"});
  if (!Text)
    return Text.takeError();
  std::vector<std::string> Files;
  for (llvm::StringRef File : llvm::split(*Text, '\0'))
    if (!File.empty())
      Files.push_back(File.str());
  return Files;
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
  bool WorkingTree = !Cached && !Revision.contains("..");
  return Raw ? read(*Raw, WorkingTree) : Raw.takeError();
}

/// ":MODE MODE ID ID STATUS", a path, and for a rename another, each ended by a
/// zero byte.
llvm::Expected<std::vector<ChangedFile>>
GitRepository::read(llvm::StringRef Raw, bool WorkingTree) {
  std::vector<ChangedFile> Files;
  std::vector<std::string> Ids;
  std::vector<std::pair<size_t, std::optional<std::string> ChangedFile::*>>
      Wanted; ///< For each id.
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
    for (auto [Id, Member] : {std::pair(Fields[2], &ChangedFile::Before),
                              std::pair(Fields[3], &ChangedFile::After)})
      if (Known(Id)) {
        Ids.push_back(Id.str());
        Wanted.push_back({Files.size(), Member});
      }
    Files.push_back(std::move(File));
  }
  auto Contents = blobs(Ids);
  if (!Contents)
    return Contents.takeError();
  for (auto [Id, Content, For] : llvm::zip_equal(Ids, *Contents, Wanted)) {
    // Git names what stands in the working tree without keeping it.
    bool OnDisk = WorkingTree && For.second == &ChangedFile::After;
    if (!Content && !OnDisk)
      return llvm::createStringError("git has no content for the object " + Id +
                                     "; in a partial clone, fetch it");
    Files[For.first].*For.second = std::move(Content);
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
  return Raw ? read(*Raw, /*WorkingTree=*/false) : Raw.takeError();
}

} // namespace gfpcheck::driver
