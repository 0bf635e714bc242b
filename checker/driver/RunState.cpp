// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/RunState.h"
#include "support/Archive.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/xxhash.h"
#include <chrono>

namespace gfpcheck::driver {

namespace {

namespace fs = llvm::sys::fs;
using support::ArchiveReader;
using support::ArchiveWriter;

constexpr uint64_t Format = 1;
/// A file that was written at about the time it was noted may have been written
/// again within the clock's grain.
constexpr int64_t GrainNanoseconds = 2'000'000'000;

int64_t nanoseconds(llvm::sys::TimePoint<> T) {
  return std::chrono::nanoseconds(T.time_since_epoch()).count();
}

int64_t now() { return nanoseconds(std::chrono::system_clock::now()); }

} // namespace

uint32_t RunState::index(llvm::StringRef Name) {
  auto [It, New] = ByName.try_emplace(Name, uint32_t(Files.size()));
  if (New) {
    Files.emplace_back();
    Files.back().Name = Name.str();
  }
  return It->second;
}

std::optional<uint64_t> RunState::hashOf(File &F) {
  if (F.Tried)
    return F.Known ? std::optional(F.Hash) : std::nullopt;
  F.Tried = true;
  fs::file_status Status;
  if (fs::status(F.Name, Status) ||
      Status.type() != fs::file_type::regular_file) {
    F.Known = false;
    return std::nullopt;
  }
  int64_t Modified = nanoseconds(Status.getLastModificationTime());
  uint64_t Inode = Status.getUniqueID().getFile();
  if (F.NotedAt && F.Size == Status.getSize() && F.Modified == Modified &&
      F.Inode == Inode && Modified < F.NotedAt - GrainNanoseconds) {
    F.Known = true;
    return F.Hash;
  }
  int64_t At = now();
  auto Buffer = llvm::MemoryBuffer::getFile(F.Name, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false,
                                            /*IsVolatile=*/true);
  F.Known = bool(Buffer);
  if (!Buffer)
    return std::nullopt;
  F.Hash = llvm::xxh3_64bits((*Buffer)->getBuffer());
  F.Size = Status.getSize();
  F.Modified = Modified;
  F.Inode = Inode;
  F.NotedAt = At;
  Changed = true;
  return F.Hash;
}

std::optional<uint64_t> RunState::contentHash(llvm::StringRef File) {
  return hashOf(Files[index(File)]);
}

void RunState::note(llvm::StringRef Key, llvm::StringRef Entry,
                    llvm::ArrayRef<llvm::StringRef> Names) {
  Result R;
  R.Entry = Entry.str();
  for (llvm::StringRef Name : Names) {
    uint32_t I = index(Name);
    auto Hash = hashOf(Files[I]);
    if (!Hash)
      return;
    R.Files.push_back({I, *Hash});
  }
  llvm::sort(R.Files);
  Results[Key] = std::move(R);
  Changed = true;
}

std::string RunState::entry(llvm::StringRef Key) {
  auto It = Results.find(Key);
  if (It == Results.end())
    return "";
  for (auto [I, Hash] : It->second.Files)
    if (hashOf(Files[I]) != Hash)
      return "";
  return It->second.Entry;
}

/// Indices go up, so that their differences are small.
std::string RunState::write() const {
  support::TextTable Texts;
  std::string Body;
  ArchiveWriter Ar(Texts, Body);
  Ar.number(Format);
  Ar.number(Files.size());
  for (const File &F : Files) {
    Ar.text(F.Name);
    for (uint64_t N :
         {F.Size, F.Hash, uint64_t(F.Modified), uint64_t(F.NotedAt), F.Inode})
      Ar.number(N);
  }
  Ar.number(Results.size());
  std::vector<const llvm::StringMapEntry<Result> *> Sorted;
  for (const auto &R : Results)
    Sorted.push_back(&R);
  llvm::sort(Sorted,
             [](auto *A, auto *B) { return A->getKey() < B->getKey(); });
  for (const auto *R : Sorted) {
    Ar.text(R->getKey());
    Ar.text(R->second.Entry);
    Ar.number(R->second.Files.size());
    uint32_t Last = 0;
    for (auto [I, Hash] : R->second.Files) {
      Ar.number(I - Last);
      // Nearly always what the file's own note says.
      Ar.number(Hash == Files[I].Hash ? 0 : 1);
      if (Hash != Files[I].Hash)
        Ar.number(Hash);
      Last = I;
    }
  }
  std::string Size(8, '\0');
  llvm::support::endian::write64le(Size.data(), Texts.bytes().size());
  return Size + Texts.bytes().str() + Body;
}

RunState RunState::read(llvm::StringRef Bytes) {
  RunState Out;
  if (Bytes.size() < 8)
    return Out;
  uint64_t TextSize = llvm::support::endian::read64le(Bytes.data());
  Bytes = Bytes.drop_front(8);
  if (TextSize > Bytes.size())
    return Out;
  ArchiveReader Ar(Bytes.take_front(TextSize), Bytes.drop_front(TextSize));
  if (Ar.number() != Format)
    return Out;
  for (uint64_t Count = Ar.number(); Count && Ar.ok(); --Count) {
    File &F = Out.Files[Out.index(Ar.text())];
    F.Size = Ar.number();
    F.Hash = Ar.number();
    F.Modified = int64_t(Ar.number());
    F.NotedAt = int64_t(Ar.number());
    F.Inode = Ar.number();
  }
  for (uint64_t Count = Ar.number(); Count && Ar.ok(); --Count) {
    llvm::StringRef Key = Ar.text();
    Result R;
    R.Entry = Ar.text().str();
    uint64_t Index = 0;
    for (uint64_t Left = Ar.number(); Left && Ar.ok(); --Left) {
      Index += Ar.number();
      if (Index >= Out.Files.size()) {
        Ar.fail();
        break;
      }
      uint64_t Hash = Ar.number() ? Ar.number() : Out.Files[Index].Hash;
      R.Files.push_back({uint32_t(Index), Hash});
    }
    Out.Results[Key] = std::move(R);
  }
  return Ar.ok() && Ar.atEnd() ? std::move(Out) : RunState();
}

} // namespace gfpcheck::driver
