// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ResultCache.h"
#include "driver/SummaryFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

namespace gfpcheck::driver {

namespace {

constexpr unsigned KeyFormat = 1;

llvm::ArrayRef<uint8_t> bytes(llvm::StringRef S) {
  return {S.bytes_begin(), S.bytes_end()};
}

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

std::string hex(llvm::XXH128_hash_t Hash) {
  return llvm::utohexstr(Hash.high64, /*LowerCase=*/true, 16) +
         llvm::utohexstr(Hash.low64, /*LowerCase=*/true, 16);
}

/// Names the result that was made from files of this content.
std::string entryName(llvm::StringRef Key, llvm::ArrayRef<uint64_t> Hashes) {
  KeyText Text;
  Text << Key;
  for (uint64_t Hash : Hashes)
    Text << llvm::utohexstr(Hash);
  return hex(llvm::xxh3_128bits(bytes(Text.Text))) + ".result";
}

} // namespace

ResultCache::ResultCache(Store Entries, const Options &Opts,
                         const model::RuleSet &Rules)
    : Entries(std::move(Entries)) {
  KeyText Key;
  Key << KeyFormat << analysisIdentity(Opts, Rules);
  Common = std::move(Key.Text);
  if (auto Bytes = this->Entries.get(stateName()))
    State = RunState::read(*Bytes);
}

std::string ResultCache::stateName() const {
  return hex(llvm::xxh3_128bits(bytes(Common))) + ".state";
}

std::string ResultCache::key(const CompileCommand &Command) const {
  KeyText Key;
  Key << Common << Command.Directory << Command.File;
  for (const std::string &Argument : Command.Arguments) {
    if (llvm::StringRef(Argument).contains("vfsoverlay"))
      return "";
    Key << Argument;
  }
  return hex(llvm::xxh3_128bits(bytes(Key.Text)));
}

std::string ResultCache::entry(llvm::StringRef Key) {
  std::string Name = State.entry(Key);
  if (Name.empty())
    return newEntry(Key);
  return Entries.has(Name) ? Name : "";
}

std::string ResultCache::newEntry(llvm::StringRef Key) {
  auto List = Entries.get((Key + ".files").str());
  if (!List)
    return "";
  llvm::SmallVector<llvm::StringRef, 0> Files;
  llvm::SmallVector<uint64_t, 0> Hashes;
  for (llvm::StringRef Rest = *List; !Rest.empty();) {
    auto [File, More] = Rest.split('\0');
    auto Hash = State.contentHash(File);
    if (!Hash)
      return "";
    Files.push_back(File);
    Hashes.push_back(*Hash);
    Rest = More;
  }
  std::string Name = entryName(Key, Hashes);
  if (!Entries.has(Name))
    return "";
  State.note(Key, Name, Files);
  return Name;
}

/// Linking and reporting are no part of the identity of results.
static std::string programHash() {
  auto Self = llvm::MemoryBuffer::getFile("/proc/self/exe", false, false);
  return Self ? llvm::utohexstr(llvm::xxh3_64bits((*Self)->getBuffer())) : "";
}

std::string ResultCache::reportName(llvm::ArrayRef<std::string> Results) const {
  KeyText Text;
  Text << Common << programHash();
  for (const std::string &Name : Results)
    Text << Name;
  return hex(llvm::xxh3_128bits(bytes(Text.Text))) + ".report";
}

std::optional<std::string>
ResultCache::report(llvm::ArrayRef<std::string> Results) const {
  return Entries.get(reportName(Results));
}

void ResultCache::putReport(llvm::ArrayRef<std::string> Results,
                            llvm::StringRef Report) const {
  Entries.put(reportName(Results), Report);
}

void ResultCache::save() const {
  if (State.changed())
    Entries.put(stateName(), State.write());
}

void ResultCache::put(llvm::StringRef Key, std::vector<Dependency> Files,
                      llvm::StringRef Payload) const {
  llvm::sort(Files);
  std::string List;
  llvm::SmallVector<uint64_t, 0> Hashes;
  for (const Dependency &D : Files) {
    List += D.File + '\0';
    Hashes.push_back(D.Hash);
  }
  if (!List.empty() && Entries.put(entryName(Key, Hashes), Payload))
    Entries.put((Key + ".files").str(), List);
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
