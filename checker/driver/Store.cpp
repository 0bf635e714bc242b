// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Store.h"
#include "driver/UniqueFile.h"
#include "support/HugePages.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"
#include <fcntl.h>
#include <unistd.h>

namespace gfpcheck::driver {

namespace fs = llvm::sys::fs;
using llvm::support::endian::read64le;
using llvm::support::endian::write64le;

namespace {

constexpr size_t MagicSize = 8, HashAt = 8, SizeAt = 16, HeaderSize = 24;
const char *magicOf(Packing How) {
  return How == Packing::Small ? "gfpstor1" : "gfpstraw";
}
bool isOf(llvm::StringRef Bytes, Packing How) {
  return Bytes.starts_with(llvm::StringRef(magicOf(How), MagicSize));
}
/// Compressed once and read often; higher levels cost more than a parse.
constexpr int Level = 3;

constexpr llvm::StringLiteral TempPrefix = "tmp-";
/// Nobody writes one entry for longer.
constexpr auto TempLife = std::chrono::hours(1);

/// A regular file itself, not a link to one.
bool isFile(const llvm::Twine &Path) {
  fs::file_status Status;
  return !fs::status(Path, Status, /*follow=*/false) &&
         Status.type() == fs::file_type::regular_file;
}

llvm::Error broken(const char *Why) {
  return llvm::createStringError(std::string("damaged: ") + Why);
}

} // namespace

std::string nameOf(llvm::StringRef Text) {
  llvm::XXH128_hash_t Hash =
      llvm::xxh3_128bits(llvm::arrayRefFromStringRef(Text));
  return llvm::utohexstr(Hash.high64, /*LowerCase=*/true, 16) +
         llvm::utohexstr(Hash.low64, /*LowerCase=*/true, 16);
}

std::string sealEntry(llvm::StringRef Content, Packing How) {
  llvm::SmallVector<uint8_t, 0> Packed;
  llvm::ArrayRef<uint8_t> Bytes = llvm::arrayRefFromStringRef(Content);
  if (How == Packing::Small) {
    llvm::compression::zstd::compress(Bytes, Packed, Level);
    Bytes = Packed;
  }
  std::string Out = support::largeText(HeaderSize + Bytes.size());
  memcpy(Out.data(), magicOf(How), MagicSize);
  write64le(&Out[HashAt], llvm::xxh3_64bits(Bytes));
  write64le(&Out[SizeAt], Content.size());
  llvm::copy(Bytes, Out.begin() + HeaderSize);
  return Out;
}

llvm::Expected<std::string> openEntry(llvm::StringRef Bytes) {
  if (Bytes.size() < HeaderSize || !isOf(Bytes, Packing::Small))
    return broken("it begins with other bytes");
  llvm::ArrayRef<uint8_t> Packed =
      llvm::arrayRefFromStringRef(Bytes.drop_front(HeaderSize));
  const uint64_t Size = read64le(Bytes.data() + SizeAt);
  if (read64le(Bytes.data() + HashAt) != llvm::xxh3_64bits(Packed))
    return broken("its bytes have changed");
  // The format can make at most about a thousand bytes out of one.
  if (Size > MaxEntryBytes || Size / 65536 > Packed.size())
    return broken("a length is wrong");
  std::string Content = support::largeText(Size);
  size_t Got = Size;
  if (llvm::Error E = llvm::compression::zstd::decompress(
          Packed, reinterpret_cast<uint8_t *>(Content.data()), Got)) {
    llvm::consumeError(std::move(E));
    return broken("it cannot be unpacked");
  }
  if (Got != Size)
    return broken("a length is wrong");
  return Content;
}

llvm::Expected<Store> Store::open(llvm::StringRef Folder) {
  auto Fail = [&](const llvm::Twine &Why) {
    return llvm::createStringError("cannot use the cache folder '" + Folder +
                                   "': " + Why);
  };
  if (std::error_code EC = fs::create_directories(
          Folder, /*IgnoreExisting=*/true, fs::owner_all))
    return Fail(EC.message());
  fs::file_status Status;
  if (std::error_code EC = fs::status(Folder, Status))
    return Fail(EC.message());
  if (Status.type() != fs::file_type::directory_file)
    return Fail("it is not a folder");
  // Whoever can write there decides what is reported.
  if (Status.getUser() != geteuid() ||
      (Status.permissions() & (fs::group_write | fs::others_write)))
    return Fail("others may write to it");
  return Store(Folder.str());
}

/// The prefix is what llvm::pruneCache looks for.
std::string Store::path(llvm::StringRef Name) const {
  llvm::SmallString<256> Path(Folder);
  llvm::sys::path::append(Path, "llvmcache-" + Name);
  return Path.str().str();
}

/// False if there is less, or a read fails.
static bool readAll(int Fd, char *To, size_t Size) {
  while (Size) {
    ssize_t Got = llvm::sys::RetryAfterSignal(-1, ::read, Fd, To, Size);
    if (Got <= 0)
      return false;
    To += Got;
    Size -= size_t(Got);
  }
  return true;
}

/// The content of a fast entry behind its header; Size is that of the content.
static std::optional<std::string> readFast(int Fd, llvm::StringRef Header,
                                           uint64_t Size) {
  if (read64le(Header.data() + SizeAt) != Size || Size > MaxFastEntryBytes)
    return std::nullopt;
  std::string Content = support::largeText(Size);
  if (!readAll(Fd, Content.data(), Size) ||
      llvm::xxh3_64bits(Content) != read64le(Header.data() + HashAt))
    return std::nullopt;
  return Content;
}

std::optional<std::string> Store::get(llvm::StringRef Name) const {
  // What is no file, or a link to one, may be endless, or never open.
  int Fd = ::open(path(Name).c_str(),
                  O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (Fd < 0)
    return std::nullopt;
  auto Close = llvm::make_scope_exit([&] { ::close(Fd); });
  fs::file_status Status;
  // Read, not mapped: somebody may cut the file off meanwhile.
  std::string Bytes(HeaderSize, '\0');
  if (fs::status(Fd, Status) || Status.type() != fs::file_type::regular_file ||
      Status.getSize() < HeaderSize || !readAll(Fd, Bytes.data(), HeaderSize))
    return std::nullopt;
  const uint64_t Rest = Status.getSize() - HeaderSize;
  if (isOf(Bytes, Packing::Fast))
    return readFast(Fd, Bytes, Rest);
  if (Rest > MaxEntryBytes)
    return std::nullopt;
  Bytes.resize(HeaderSize + Rest);
  if (!readAll(Fd, &Bytes[HeaderSize], Rest))
    return std::nullopt;
  auto Content = openEntry(Bytes);
  if (!Content) {
    llvm::consumeError(Content.takeError());
    return std::nullopt;
  }
  return std::move(*Content);
}

bool Store::has(llvm::StringRef Name) const { return isFile(path(Name)); }

bool Store::put(llvm::StringRef Name, llvm::StringRef Content,
                Packing How) const {
  auto Temp =
      UniqueFile::create(path(TempPrefix), fs::owner_read | fs::owner_write);
  if (!Temp)
    return false;
  llvm::raw_fd_ostream OS(Temp->fd(), /*shouldClose=*/false,
                          /*unbuffered=*/true);
  OS << sealEntry(Content, How);
  bool Ok = !OS.has_error();
  OS.clear_error();
  return Ok && !Temp->keep(path(Name));
}

/// A run that is killed leaves what it was writing.
void Store::sweep() const {
  const auto Now = std::chrono::system_clock::now();
  std::error_code EC;
  for (fs::directory_iterator It(Folder, EC, /*follow_symlinks=*/false), End;
       !EC && It != End; It.increment(EC)) {
    fs::file_status Status;
    if (llvm::sys::path::filename(It->path())
            .starts_with(("llvmcache-" + TempPrefix).str()) &&
        !fs::status(It->path(), Status, /*follow=*/false) &&
        Now - Status.getLastModificationTime() > TempLife)
      fs::remove(It->path());
  }
}

void Store::prune(uint64_t MaxBytes) const {
  llvm::CachePruningPolicy Policy;
  Policy.Interval = std::chrono::seconds(60);
  Policy.Expiration = std::chrono::hours(24 * 90);
  Policy.MaxSizePercentageOfAvailableSpace = 0;
  Policy.MaxSizeFiles = 0;
  Policy.MaxSizeBytes = MaxBytes;
  sweep();
  // It writes the time there, whatever that is.
  llvm::SmallString<256> Stamp(Folder);
  llvm::sys::path::append(Stamp, "llvmcache.timestamp");
  if (!isFile(Stamp))
    ::unlink(Stamp.c_str());
  if (!fs::exists(Stamp) || isFile(Stamp))
    llvm::pruneCache(Folder, Policy);
}

} // namespace gfpcheck::driver
