// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CompileDatabase.h"
#include "driver/DatabaseReader.h"
#include "support/Archive.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <malloc.h>

namespace gfpcheck::driver {

namespace {

namespace path = llvm::sys::path;
namespace fs = llvm::sys::fs;

std::string absolute(llvm::StringRef File, llvm::StringRef Directory) {
  llvm::SmallString<256> Path(File);
  if (!path::is_absolute(Path)) {
    Path = Directory;
    path::append(Path, File);
  }
  path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

std::string realPath(llvm::StringRef File) {
  llvm::SmallString<256> Real;
  if (fs::real_path(File, Real))
    return "";
  return Real.str().str();
}

bool isCFile(llvm::StringRef File) {
  llvm::StringRef Extension = path::extension(File);
  return Extension == ".c" || Extension == ".i";
}

llvm::Error noDatabase(llvm::StringRef File, std::error_code EC) {
  return llvm::createStringError(
      EC, "cannot read '" + File + "': " + EC.message() +
              "\nfor a kernel, make one without compiling: gfpcheck record "
              "--source LINUX --build DIR\n(in a kernel tree built with clang, "
              "'make LLVM=1 compile_commands.json' gives one, too)");
}

/// A smaller text is parsed as fast as its entry is found.
constexpr size_t MinCachedBytes = 1 << 20;
constexpr uint64_t PackFormat = 1;

/// How many leading folders two paths share.
size_t sharedFolders(llvm::StringRef A, llvm::StringRef B) {
  size_t Count = 0;
  auto ItA = path::begin(A), EndA = path::end(A), ItB = path::begin(B),
       EndB = path::end(B);
  for (; ItA != EndA && ItB != EndB && *ItA == *ItB; ++ItA, ++ItB)
    ++Count;
  return Count;
}

} // namespace

/// Parses a text, or takes from Cache what an earlier run made of it.
llvm::Expected<CompileDatabase> CompileDatabase::parseOnce(llvm::StringRef Text,
                                                           llvm::StringRef Name,
                                                           const Store *Cache) {
  if (!Cache || Text.size() < MinCachedBytes)
    return parse(Text, Name);
  const std::string Entry = nameOf(Text) + ".commands";
  if (auto Bytes = Cache->get(Entry))
    if (auto Database = unpack(*Bytes, Name))
      return std::move(*Database);
  auto Database = parse(Text, Name);
  if (Database)
    Cache->put(Entry, Database->pack());
  return Database;
}

llvm::Expected<CompileDatabase> CompileDatabase::load(llvm::StringRef Dir,
                                                      const Store *Cache) {
  llvm::SmallString<256> File(Dir);
  if (fs::is_directory(Dir))
    path::append(File, "compile_commands.json");
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return noDatabase(File, Buffer.getError());
  auto Database = parseOnce((*Buffer)->getBuffer(), File, Cache);
  malloc_trim(0); // Workers are forked from here: less to copy.
  return Database;
}

template <class A> void io(A &Ar, CompileDatabase::Entry &E) {
  support::all(Ar, E.Directory, E.File, E.Output, E.Path, E.FirstArgument,
               E.ArgumentCount);
}

std::string CompileDatabase::pack() const {
  support::TextTable None;
  std::string Out;
  support::ArchiveWriter Ar(None, Out);
  Ar.number(PackFormat);
  Ar.number(Strings->size());
  for (StringId Id = 0; Id != Strings->size(); ++Id)
    Ar.bytes(Strings->str(Id));
  auto Copy = Entries;
  auto Ids = Arguments;
  support::all(Ar, Copy, Ids);
  return Out;
}

std::optional<CompileDatabase> CompileDatabase::unpack(llvm::StringRef Bytes,
                                                       llvm::StringRef Name) {
  CompileDatabase Out;
  Out.Name = Name.str();
  support::ArchiveReader Ar("", Bytes);
  if (Ar.number() != PackFormat)
    return std::nullopt;
  support::StringPool &Strings = *Out.Strings;
  uint64_t Count = Ar.number();
  for (uint64_t Id = 0; Id != Count && Ar.ok(); ++Id)
    if (Strings.intern(Ar.bytes()) != Id)
      return std::nullopt;
  support::all(Ar, Out.Entries, Out.Arguments);
  auto Known = [&](StringId Id) { return Id < Strings.size(); };
  if (!Ar.ok() || !Ar.atEnd() || !llvm::all_of(Out.Arguments, Known))
    return std::nullopt;
  for (uint32_t I = 0; I != Out.Entries.size(); ++I) {
    const Entry &E = Out.Entries[I];
    if (!Known(E.Directory) || !Known(E.File) || !Known(E.Output) ||
        !Known(E.Path) || E.FirstArgument > Out.Arguments.size() ||
        E.ArgumentCount > Out.Arguments.size() - E.FirstArgument)
      return std::nullopt;
    Out.ByPath[Strings.str(E.Path)].push_back(I);
  }
  return Out;
}

llvm::Expected<CompileDatabase> CompileDatabase::parse(llvm::StringRef Text,
                                                       llvm::StringRef Name) {
  CompileDatabase Database;
  Database.Name = Name.str();
  if (llvm::Error E =
          readDatabase(Text, Name, [&](const CompileCommand &Command) {
            Database.add(Command);
          }))
    return std::move(E);
  return Database;
}

void CompileDatabase::add(const CompileCommand &Command) {
  std::string Path = absolute(Command.File, Command.Directory);
  Entry E;
  E.Directory = Strings->intern(Command.Directory);
  E.File = Strings->intern(Command.File);
  E.Output = Strings->intern(Command.Output);
  E.Path = Strings->intern(Path);
  E.FirstArgument = uint32_t(Arguments.size());
  E.ArgumentCount = uint32_t(Command.Arguments.size());
  for (const std::string &A : Command.Arguments)
    Arguments.push_back(Strings->intern(A));
  ByPath[Path].push_back(uint32_t(Entries.size()));
  Entries.push_back(E);
}

CompileCommand CompileDatabase::command(size_t Index) const {
  const Entry &E = Entries[Index];
  CompileCommand Command;
  Command.Directory = Strings->str(E.Directory).str();
  Command.File = Strings->str(E.File).str();
  Command.Output = Strings->str(E.Output).str();
  for (StringId Id :
       llvm::ArrayRef(Arguments).slice(E.FirstArgument, E.ArgumentCount))
    Command.Arguments.push_back(Strings->str(Id).str());
  return Command;
}

CompileCommand CompileDatabase::command(const SelectedFile &Selected) const {
  CompileCommand Command = command(Selected.Command);
  if (!Selected.InsteadOf.empty())
    Command.File = Selected.InsteadOf;
  return Command;
}

llvm::StringRef CompileDatabase::directory(size_t Index) const {
  return Strings->str(Entries[Index].Directory);
}

llvm::StringRef CompileDatabase::path(size_t Index) const {
  return Strings->str(Entries[Index].Path);
}

Selection CompileDatabase::select(llvm::ArrayRef<std::string> Asked,
                                  llvm::StringRef WorkingDir) const {
  Selection Out;
  if (Asked.empty())
    selectAll(Out);
  for (const std::string &Name : Asked) {
    std::string Path = absolute(Name, WorkingDir);
    if (fs::is_directory(Path))
      selectFolder(Name, Path, Out);
    else
      selectFile(Name, Path, Out);
  }
  llvm::sort(Out.Files);
  Out.Files.erase(llvm::unique(Out.Files), Out.Files.end());
  return Out;
}

void CompileDatabase::take(uint32_t Index, Selection &Out) const {
  size_t Count = ByPath.find(path(Index))->second.size();
  if (Count > 1)
    Out.Details.push_back(("'" + path(Index) + "' has " + llvm::utostr(Count) +
                           " compile commands: the first is used")
                              .str());
  Out.Files.push_back({Index, ""});
}

void CompileDatabase::selectAll(Selection &Out) const {
  for (uint32_t I = 0; I != Entries.size(); ++I)
    if (isCFile(path(I)) && ByPath.find(path(I))->second.front() == I)
      take(I, Out);
  if (Out.Files.empty())
    Out.Errors.push_back({Name, "it has no command for a C file"});
}

/// By the path as written, then by where its links lead.
std::optional<uint32_t>
CompileDatabase::firstCommandFor(llvm::StringRef Path) const {
  std::string Real = realPath(Path);
  for (llvm::StringRef Candidate : {Path, llvm::StringRef(Real)})
    if (auto It = ByPath.find(Candidate); It != ByPath.end())
      return It->second.front();
  if (Real.empty())
    return std::nullopt;
  for (uint32_t I = 0; I != Entries.size(); ++I)
    if (path::filename(path(I)) == path::filename(Real) &&
        realPath(path(I)) == Real)
      return I;
  return std::nullopt;
}

void CompileDatabase::selectFile(llvm::StringRef Asked, llvm::StringRef Path,
                                 Selection &Out) const {
  if (auto Index = firstCommandFor(Path))
    return take(*Index, Out);
  if (!fs::exists(Path)) {
    Out.Errors.push_back({Asked.str(), "no such file"});
    return;
  }
  if (path::extension(Path) == ".h")
    return selectForHeader(Asked, Path, Out);
  Out.Errors.push_back(
      {Asked.str(),
       "it has no command in '" + Name +
           "', so it is not part of that build; record one with a "
           "configuration that includes it (gfpcheck record), or name another "
           "with -p"});
}

void CompileDatabase::selectFolder(llvm::StringRef Asked, llvm::StringRef Path,
                                   Selection &Out) const {
  size_t Before = Out.Files.size();
  std::string Real = realPath(Path);
  for (llvm::StringRef Folder : {Path, llvm::StringRef(Real)}) {
    std::string Prefix = (Folder.rtrim('/') + "/").str();
    if (Folder.empty())
      continue;
    for (uint32_t I = 0; I != Entries.size(); ++I)
      if (path(I).starts_with(Prefix) && isCFile(path(I)) &&
          ByPath.find(path(I))->second.front() == I)
        take(I, Out);
    if (Out.Files.size() != Before)
      return;
  }
  Out.Errors.push_back(
      {Asked.str(), "no C file below it has a command in '" + Name + "'"});
}

/// A header is read as the files beside it are compiled.
void CompileDatabase::selectForHeader(llvm::StringRef Asked,
                                      llvm::StringRef Path,
                                      Selection &Out) const {
  std::optional<uint32_t> Best;
  size_t BestShared = 0;
  for (uint32_t I = 0; I != Entries.size(); ++I) {
    if (!isCFile(path(I)))
      continue;
    size_t Shared =
        sharedFolders(path::parent_path(path(I)), path::parent_path(Path));
    if (Best && Shared <= BestShared)
      continue;
    Best = I;
    BestShared = Shared;
  }
  if (!Best) {
    Out.Errors.push_back(
        {Asked.str(), "'" + Name + "' has no command to read it with"});
    return;
  }
  Out.Notices.push_back(("'" + Asked +
                         "' has no command of its own: it is read "
                         "with that of '" +
                         this->path(*Best) + "'")
                            .str());
  Out.Files.push_back({*Best, Path.str()});
}

} // namespace gfpcheck::driver
