// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/RunState.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"
#include "gtest/gtest.h"
#include <unistd.h>

namespace gfpcheck::driver {
namespace {

namespace fs = llvm::sys::fs;

class RunStateTest : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(fs::createUniqueDirectory("run-state", Folder));
  }
  void TearDown() override { fs::remove_directories(Folder); }

  std::string write(const char *Name, llvm::StringRef Text) {
    llvm::SmallString<128> Path(Folder);
    llvm::sys::path::append(Path, Name);
    std::error_code EC;
    llvm::raw_fd_ostream OS(Path, EC);
    OS << Text;
    return Path.str().str();
  }
  /// As if it had been written an hour ago.
  static void age(const std::string &File) {
    int Fd = -1;
    ASSERT_FALSE(fs::openFileForReadWrite(File, Fd, fs::CD_OpenExisting,
                                          fs::OF_None));
    auto Then = std::chrono::system_clock::now() - std::chrono::hours(1);
    ASSERT_FALSE(fs::setLastAccessAndModificationTime(Fd, Then));
    ::close(Fd);
  }

  llvm::SmallString<128> Folder;
};

TEST_F(RunStateTest, RemembersResultsAsLongAsFilesAreTheSame) {
  std::string A = write("a.c", "int a;"), B = write("b.h", "int b;");
  age(A);
  age(B);
  RunState First;
  EXPECT_EQ(First.entry("key"), "");
  First.note("key", "result-1", {A, B});
  ASSERT_TRUE(First.changed());
  std::string Bytes = First.write();

  RunState Second = RunState::read(Bytes);
  EXPECT_EQ(Second.entry("key"), "result-1");
  EXPECT_EQ(Second.entry("other"), "");
  EXPECT_FALSE(Second.changed()) << "nothing had to be looked at again";

  write("b.h", "int c;");
  RunState Third = RunState::read(Bytes);
  EXPECT_EQ(Third.entry("key"), "");
  EXPECT_EQ(Third.contentHash(B), llvm::xxh3_64bits("int c;"));

  fs::remove(A);
  RunState Fourth = RunState::read(Bytes);
  EXPECT_EQ(Fourth.entry("key"), "");
  EXPECT_EQ(Fourth.contentHash(A), std::nullopt);
}

TEST_F(RunStateTest, AResultKeepsTheContentsItWasMadeFrom) {
  std::string A = write("a.c", "int a;"), B = write("b.h", "int b;"),
              C = write("c.c", "int c;");
  for (const std::string &File : {A, B, C})
    age(File);
  RunState First;
  First.note("of a", "result-a", {B, A});
  First.note("of c", "result-c", {C});

  write("b.h", "int b2;");
  age(B);
  RunState Second = RunState::read(First.write());
  EXPECT_EQ(Second.entry("of a"), "");
  Second.note("of c", "result-c2", {C, B});

  RunState Third = RunState::read(Second.write());
  EXPECT_EQ(Third.entry("of a"), "");
  EXPECT_EQ(Third.entry("of c"), "result-c2");
  std::string Bytes = Third.write();
  EXPECT_EQ(Bytes, RunState::read(Bytes).write());

  write("b.h", "int b;");
  RunState Fourth = RunState::read(Bytes);
  EXPECT_EQ(Fourth.entry("of a"), "result-a") << "it is as it was then";
  EXPECT_EQ(Fourth.entry("of c"), "");
}

TEST_F(RunStateTest, DoesNotTrustTheTimesOfYoungFiles) {
  std::string A = write("a.c", "one");
  RunState First;
  First.note("key", "result", {A});
  std::string Bytes = First.write();
  // Of the same size, and perhaps within one tick of the clock.
  write("a.c", "two");
  EXPECT_EQ(RunState::read(Bytes).entry("key"), "");
}

TEST_F(RunStateTest, ReadsNothingFromWhatItHasNotWritten) {
  std::string A = write("a.c", "int a;");
  age(A);
  RunState State;
  State.note("key", "result", {A});
  const std::string Bytes = State.write();
  for (size_t Size = 0; Size != Bytes.size(); ++Size)
    EXPECT_EQ(RunState::read(Bytes.substr(0, Size)).entry("key"), "")
        << "cut off at " << Size;
  for (size_t At = 0; At != Bytes.size(); ++At)
    for (int Bit = 0; Bit != 8; ++Bit) {
      std::string Flipped = Bytes;
      Flipped[At] = char(Flipped[At] ^ (1 << Bit));
      RunState::read(Flipped).entry("key"); // Whatever it says, it ends.
    }
}

} // namespace
} // namespace gfpcheck::driver
