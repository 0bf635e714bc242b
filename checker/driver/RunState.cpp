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

constexpr uint64_t Format = 2;
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
    Files.back().Name = It->getKey();
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
  llvm::sort(R.Files, [](const Dependency &A, const Dependency &B) {
    return A.File < B.File;
  });
  Results[Key] = std::move(R);
  Changed = true;
}

/// Shows the files of R until Visit says false. False then, and if the bytes
/// make no sense.
template <class Fn> bool RunState::each(const Result &R, Fn &&Visit) const {
  for (const Dependency &D : R.Files)
    if (!Visit(D))
      return false;
  ArchiveReader Ar("", R.Packed);
  Dependency D;
  while (!Ar.atEnd()) {
    uint64_t N = Ar.number();
    D.File += uint32_t(N >> 1);
    if (D.File >= Files.size())
      return false;
    D.Hash = N & 1 ? Ar.number() : Files[D.File].HashThen;
    if (!Ar.ok() || !Visit(D))
      return false;
  }
  return true;
}

std::string RunState::entry(llvm::StringRef Key) {
  auto It = Results.find(Key);
  if (It == Results.end() || !each(It->second, [&](const Dependency &D) {
        return hashOf(Files[D.File]) == D.Hash;
      }))
    return "";
  return It->second.Entry;
}

/// Numbers of files go up, so that their differences are small; a hash is there
/// if it is another one than the file's own note says, which is rare.
std::string RunState::packed(const Result &R) const {
  auto AsThen = [&](const Dependency &D) {
    return Files[D.File].Hash == Files[D.File].HashThen;
  };
  if (R.Files.empty() && each(R, AsThen))
    return R.Packed.str();
  support::TextTable None;
  std::string Out;
  ArchiveWriter Ar(None, Out);
  uint32_t Last = 0;
  each(R, [&](const Dependency &D) {
    bool Other = D.Hash != Files[D.File].Hash;
    Ar.number(uint64_t(D.File - Last) << 1 | Other);
    if (Other)
      Ar.number(D.Hash);
    Last = D.File;
    return true;
  });
  return Out;
}

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
    Ar.bytes(packed(R->second));
  }
  std::string Size(8, '\0');
  llvm::support::endian::write64le(Size.data(), Texts.bytes().size());
  return Size + Texts.bytes().str() + Body;
}

RunState RunState::read(std::string Content) {
  RunState Out;
  Out.Bytes = std::make_unique<const std::string>(std::move(Content));
  llvm::StringRef Rest = *Out.Bytes;
  if (Rest.size() < 8)
    return RunState();
  uint64_t TextSize = llvm::support::endian::read64le(Rest.data());
  Rest = Rest.drop_front(8);
  if (TextSize > Rest.size())
    return RunState();
  ArchiveReader Ar(Rest.take_front(TextSize), Rest.drop_front(TextSize));
  if (Ar.number() != Format)
    return RunState();
  for (uint64_t Count = Ar.number(); Count && Ar.ok(); --Count) {
    File &F = Out.Files[Out.index(Ar.text())];
    F.Size = Ar.number();
    F.Hash = F.HashThen = Ar.number();
    F.Modified = int64_t(Ar.number());
    F.NotedAt = int64_t(Ar.number());
    F.Inode = Ar.number();
  }
  for (uint64_t Count = Ar.number(); Count && Ar.ok(); --Count) {
    Result &R = Out.Results[Ar.text()];
    R.Entry = Ar.text().str();
    R.Packed = Ar.bytes();
  }
  return Ar.ok() && Ar.atEnd() ? std::move(Out) : RunState();
}

} // namespace gfpcheck::driver
