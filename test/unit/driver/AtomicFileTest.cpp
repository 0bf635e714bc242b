// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/AtomicFile.h"
#include "TempFolder.h"
#include "gtest/gtest.h"

namespace {

using gfpcheck::driver::writeAtomically;
namespace fs = llvm::sys::fs;

bool write(llvm::StringRef File, llvm::StringRef Text) {
  llvm::Error E = writeAtomically(File, Text);
  bool Ok = !E;
  llvm::consumeError(std::move(E));
  return Ok;
}

TEST(WriteAtomically, MakesAndReplaces) {
  TempFolder Folder;
  EXPECT_TRUE(write(Folder.path("x"), "one"));
  EXPECT_EQ(Folder.read("x"), "one");
  EXPECT_TRUE(write(Folder.path("x"), ""));
  EXPECT_EQ(Folder.read("x"), "");
  EXPECT_EQ(Folder.fileCount(), 1u);
}

TEST(WriteAtomically, KeepsTheMode) {
  TempFolder Folder;
  std::string File = Folder.write("x", "");
  ASSERT_FALSE(fs::setPermissions(File, fs::perms(0751)));
  EXPECT_TRUE(write(File, "new"));
  EXPECT_EQ(fs::getPermissions(File).get(), fs::perms(0751));
}

TEST(WriteAtomically, WritesThroughLinks) {
  TempFolder Folder;
  std::string File = Folder.write("x", "old");
  ASSERT_FALSE(fs::create_link(File, Folder.path("link")));
  EXPECT_TRUE(write(Folder.path("link"), "new"));
  EXPECT_EQ(Folder.read("x"), "new");
  EXPECT_TRUE(fs::is_symlink_file(Folder.path("link")));
}

TEST(WriteAtomically, LeavesSignsInNamesAlone) {
  TempFolder Folder;
  EXPECT_TRUE(write(Folder.write("100%/50% %a", "old"), "new"));
  EXPECT_EQ(Folder.read("100%/50% %a"), "new");
}

TEST(WriteAtomically, SaysWhyItCannot) {
  TempFolder Folder;
  EXPECT_FALSE(write(Folder.path("no/such/folder/x"), "new"));
  EXPECT_FALSE(write(Folder.path(), "new")); // A folder.
  EXPECT_FALSE(write("/dev/full", "new"));
  EXPECT_TRUE(write("/dev/null", "new"));
  EXPECT_EQ(Folder.fileCount(), 0u);
}

} // namespace
