// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ResultCache.h"
#include "driver/SummaryFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
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

std::optional<uint64_t> ResultCache::contentHash(llvm::StringRef File) {
  auto [It, New] = Known.try_emplace(File);
  if (!New)
    return It->second;
  namespace fs = llvm::sys::fs;
  fs::file_status Status;
  if (fs::status(File, Status) || Status.type() != fs::file_type::regular_file)
    return std::nullopt;
  auto Buffer = llvm::MemoryBuffer::getFile(File, false, false, true);
  if (Buffer)
    It->second = llvm::xxh3_64bits((*Buffer)->getBuffer());
  return It->second;
}

std::string ResultCache::entry(llvm::StringRef Key) {
  auto List = Entries.get((Key + ".files").str());
  if (!List)
    return "";
  llvm::SmallVector<uint64_t, 0> Hashes;
  for (llvm::StringRef Rest = *List; !Rest.empty();) {
    auto [File, More] = Rest.split('\0');
    auto Hash = contentHash(File);
    if (!Hash)
      return "";
    Hashes.push_back(*Hash);
    Rest = More;
  }
  std::string Name = entryName(Key, Hashes);
  return Entries.has(Name) ? Name : "";
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
