// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The store: what was put is got, what is damaged is nothing, and no length in
// a file is believed.
#include "driver/Store.h"
#include "TempFolder.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/xxhash.h"
#include <gtest/gtest.h>

using namespace gfpcheck::driver;
using llvm::support::endian::write64le;

namespace {

std::string sample() {
  std::string Text;
  for (int I = 0; I != 400; ++I)
    Text += "line " + std::to_string(I * I) + "\n";
  return Text;
}

bool opens(llvm::StringRef Bytes) {
  auto Content = openEntry(Bytes);
  if (Content)
    return true;
  EXPECT_FALSE(llvm::toString(Content.takeError()).empty());
  return false;
}

TEST(StoreEntry, ComesBackAsItWas) {
  for (const std::string &Text : {std::string(), sample()}) {
    auto Content = openEntry(sealEntry(Text));
    ASSERT_TRUE(bool(Content));
    EXPECT_EQ(*Content, Text);
  }
}

TEST(StoreEntry, NoPrefixOpens) {
  std::string Bytes = sealEntry(sample());
  for (size_t Length = 0; Length != Bytes.size(); ++Length)
    EXPECT_FALSE(opens(llvm::StringRef(Bytes).take_front(Length))) << Length;
}

TEST(StoreEntry, NoFlippedBitOpens) {
  std::string Bytes = sealEntry("some content");
  for (size_t Bit = 0; Bit != Bytes.size() * 8; ++Bit) {
    std::string Bad = Bytes;
    Bad[Bit / 8] ^= char(1 << Bit % 8);
    EXPECT_FALSE(opens(Bad)) << Bit;
  }
}

TEST(StoreEntry, LengthsAreNotBelieved) {
  std::string Bytes = sealEntry(sample());
  for (uint64_t Lie : {uint64_t(0), uint64_t(1), uint64_t(1) << 30,
                       MaxEntryBytes, ~uint64_t(0)}) {
    write64le(Bytes.data() + 16, Lie);
    EXPECT_FALSE(opens(Bytes)) << Lie;
  }
}

TEST(Store, KeepsAndReplaces) {
  TempFolder Folder;
  auto S = Store::open(Folder.path("cache"));
  ASSERT_TRUE(bool(S));
  EXPECT_FALSE(S->get("a").has_value());
  EXPECT_TRUE(S->put("a", "one"));
  EXPECT_TRUE(S->put("a", "two"));
  EXPECT_EQ(S->get("a"), "two");
  EXPECT_TRUE(S->has("a"));
}

TEST(Store, ReadsFastWhatItCanBelieve) {
  TempFolder Folder;
  auto S = Store::open(Folder.path("cache"));
  ASSERT_TRUE(bool(S));
  const std::string Large(5 << 20, 'x');
  for (const std::string &Text : {std::string(), sample(), Large}) {
    ASSERT_TRUE(S->put("a", Text, Packing::Fast));
    EXPECT_TRUE(S->get("a") == Text);
  }
  std::string Bytes = sealEntry("some content", Packing::Fast);
  auto Gets = [&](llvm::StringRef Bad) {
    Folder.write("cache/llvmcache-a", Bad);
    return S->get("a").has_value();
  };
  EXPECT_TRUE(Gets(Bytes));
  for (size_t Length = 0; Length != Bytes.size(); ++Length)
    EXPECT_FALSE(Gets(llvm::StringRef(Bytes).take_front(Length))) << Length;
  EXPECT_FALSE(Gets(Bytes + "x"));
  for (size_t Bit = 0; Bit != Bytes.size() * 8; ++Bit) {
    std::string Bad = Bytes;
    Bad[Bit / 8] ^= char(1 << Bit % 8);
    EXPECT_FALSE(Gets(Bad)) << Bit;
  }
  for (uint64_t Lie : {uint64_t(0), uint64_t(1) << 40, ~uint64_t(0)}) {
    write64le(Bytes.data() + 16, Lie);
    EXPECT_FALSE(Gets(Bytes)) << Lie;
  }
}

TEST(Store, PruningRemovesWhatIsTooMuch) {
  TempFolder Folder;
  auto S = Store::open(Folder.path("cache"));
  ASSERT_TRUE(bool(S));
  for (int I = 0; I != 20; ++I)
    ASSERT_TRUE(S->put("entry" + std::to_string(I), sample()));
  S->prune(sealEntry(sample()).size() * 5);
  int Left = 0;
  for (int I = 0; I != 20; ++I)
    Left += S->has("entry" + std::to_string(I));
  EXPECT_LE(Left, 5);
}

TEST(Store, AFolderOfOthersIsRefused) {
  TempFolder Folder;
  std::string Path = Folder.path("open");
  ASSERT_FALSE(llvm::sys::fs::create_directory(Path));
  ASSERT_FALSE(
      llvm::sys::fs::setPermissions(Path, llvm::sys::fs::perms::all_all));
  auto S = Store::open(Path);
  ASSERT_FALSE(bool(S));
  EXPECT_NE(llvm::toString(S.takeError()).find("others may write"),
            std::string::npos);
}

} // namespace
