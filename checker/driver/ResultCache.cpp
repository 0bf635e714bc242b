// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ResultCache.h"
#include "driver/SummaryFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

namespace gfpcheck::driver {

namespace {

constexpr unsigned KeyFormat = 1;

/// What is added to a key: the files that were read for its result. With other
/// contents these may be other files, and the list for those on disk stays.
constexpr llvm::StringLiteral FileList = ".files", OverlaidFileList = ".past";

/// Parts with their lengths, so that no two lists look alike.
class KeyText {
public:
  KeyText &operator<<(llvm::StringRef Part) {
    Text += std::to_string(Part.size()) + ":" + Part.str();
    return *this;
  }
  KeyText &operator<<(unsigned N) { return *this << std::to_string(N); }
  std::string Text;
};

/// Names the result that was made from files of this content.
std::string entryName(llvm::StringRef Key, llvm::ArrayRef<uint64_t> Hashes) {
  KeyText Text;
  Text << Key;
  for (uint64_t Hash : Hashes)
    Text << llvm::utohexstr(Hash);
  return nameOf(Text.Text) + ".result";
}

std::string taughtName(llvm::StringRef Entry, llvm::StringRef Lessons) {
  return nameOf((KeyText() << Entry << Lessons).Text) + ".result";
}

} // namespace

ResultCache::ResultCache(Store Entries, const Options &Opts,
                         const model::RuleSet &Rules)
    : Entries(std::move(Entries)) {
  KeyText Key;
  Key << KeyFormat << analysisIdentity(Opts, Rules);
  Common = std::move(Key.Text);
  if (auto Bytes = this->Entries.get(stateName()))
    State = RunState::read(std::move(*Bytes));
}

std::string ResultCache::stateName() const { return nameOf(Common) + ".state"; }

std::string ResultCache::key(const CompileCommand &Command) const {
  KeyText Key;
  Key << Common << Command.Directory << Command.File;
  for (const std::string &Argument : Command.Arguments) {
    if (llvm::StringRef(Argument).contains("vfsoverlay"))
      return "";
    Key << Argument;
  }
  return nameOf(Key.Text);
}

std::optional<uint64_t> ResultCache::contentHash(llvm::StringRef File) {
  if (auto It = Over.find(File); It != Over.end())
    return It->second;
  return State.contentHash(File);
}

void ResultCache::layOver(const FileOverlay &Contents) {
  Overlaid = true;
  for (const auto &[File, Content] : Contents) {
    Over[File] =
        Content ? std::optional(llvm::xxh3_64bits(*Content)) : std::nullopt;
    if (Content && !llvm::sys::fs::exists(File))
      Restored[llvm::sys::path::filename(File)].push_back(File);
  }
}

/// Could the compiler find, with the overlay, another file than the one in this
/// list? Its name would end alike.
bool ResultCache::misses(llvm::StringRef List) const {
  if (Restored.empty())
    return false;
  llvm::StringMap<llvm::StringSet<>> There;
  for (llvm::StringRef File : llvm::split(List, '\0'))
    if (llvm::StringRef Name = llvm::sys::path::filename(File);
        Restored.contains(Name))
      There[Name].insert(File);
  return llvm::any_of(There, [&](const auto &Entry) {
    return llvm::any_of(
        Restored.find(Entry.getKey())->second,
        [&](llvm::StringRef File) { return !Entry.getValue().contains(File); });
  });
}

std::string ResultCache::entryFor(llvm::StringRef Key,
                                  llvm::StringRef ListName) {
  auto List = Entries.get((Key + ListName).str());
  if (!List || misses(*List))
    return "";
  llvm::SmallVector<llvm::StringRef, 0> Files;
  llvm::SmallVector<uint64_t, 0> Hashes;
  for (llvm::StringRef Rest = *List; !Rest.empty();) {
    auto [File, More] = Rest.split('\0');
    auto Hash = contentHash(File);
    if (!Hash)
      return "";
    Files.push_back(File);
    Hashes.push_back(*Hash);
    Rest = More;
  }
  std::string Name = entryName(Key, Hashes);
  if (!Entries.has(Name))
    return "";
  if (!Overlaid)
    State.note(Key, Name, Files);
  return Name;
}

/// Linking and reporting are no part of the identity of results.
static std::string programHash() {
  auto Self = llvm::MemoryBuffer::getFile("/proc/self/exe", false, false);
  return Self ? llvm::utohexstr(llvm::xxh3_64bits((*Self)->getBuffer())) : "";
}

std::string ResultCache::runName(llvm::ArrayRef<std::string> Parts) const {
  KeyText Text;
  Text << Common << programHash();
  for (const std::string &Part : Parts)
    Text << Part;
  return nameOf(Text.Text);
}

std::optional<std::string>
ResultCache::report(llvm::ArrayRef<std::string> Results) const {
  return Entries.get(runName(Results) + ".report");
}

void ResultCache::putReport(llvm::ArrayRef<std::string> Results,
                            llvm::StringRef Report) const {
  Entries.put(runName(Results) + ".report", Report);
}

void ResultCache::save() const {
  if (State.changed() && !Overlaid)
    Entries.put(stateName(), State.write());
}

std::string ResultCache::entry(llvm::StringRef Key) {
  if (std::string Name = Overlaid ? "" : State.entry(Key); !Name.empty())
    return Entries.has(Name) ? Name : "";
  return newEntry(Key);
}

std::string ResultCache::newEntry(llvm::StringRef Key) {
  std::string Name = entryFor(Key, FileList);
  return Name.empty() && Overlaid ? entryFor(Key, OverlaidFileList) : Name;
}

void ResultCache::put(llvm::StringRef Key, std::vector<Dependency> Files,
                      llvm::StringRef Payload, llvm::StringRef Lessons) const {
  llvm::sort(Files);
  std::string List;
  llvm::SmallVector<uint64_t, 0> Hashes;
  for (const Dependency &D : Files) {
    List += D.File + '\0';
    Hashes.push_back(D.Hash);
  }
  if (List.empty())
    return;
  std::string Entry = entryName(Key, Hashes);
  if (!Lessons.empty())
    Entries.put(taughtName(Entry, Lessons), Payload);
  else if (Entries.put(Entry, Payload))
    Entries.put((Key + (Overlaid ? OverlaidFileList : FileList)).str(), List);
}

std::string ResultCache::taughtEntry(llvm::StringRef Entry,
                                     llvm::StringRef Lessons) const {
  std::string Name = taughtName(Entry, Lessons);
  return Entries.has(Name) ? Name : "";
}

std::string defaultCacheFolder() {
  if (auto Folder = llvm::sys::Process::GetEnv("GFPCHECK_CACHE_DIR"))
    return *Folder;
  llvm::SmallString<128> Folder;
  if (!llvm::sys::path::cache_directory(Folder))
    return "";
  llvm::sys::path::append(Folder, "gfpcheck");
  return Folder.str().str();
}

} // namespace gfpcheck::driver
