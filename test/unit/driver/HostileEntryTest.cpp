// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Entries and summaries that somebody made up: sealed as they should be, and
// lying inside. They are refused, for little memory and no stack.
#include "TempFolder.h"
#include "driver/ResultJson.h"
#include "driver/Store.h"
#include "driver/SummaryFile.h"
#include "llvm/Support/Endian.h"
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

using namespace gfpcheck::driver;

namespace {

std::string withSize(llvm::StringRef Text) {
  std::string Out(8, '\0');
  llvm::support::endian::write64le(Out.data(), Text.size());
  return Out + Text.str();
}

template <class T> std::string whyNot(llvm::Expected<T> Result) {
  return Result ? "" : llvm::toString(Result.takeError());
}

std::string deep(char C) { return std::string(3'000'000, C); }

TEST(HostileResult, DeepNestingIsRefused) {
  std::string Objects;
  for (int I = 0; I != 300'000; ++I)
    Objects += R"({"a":)";
  for (const std::string &Text :
       {deep('['), deep('{'), Objects, R"({"findings":)" + deep('[')})
    EXPECT_NE(whyNot(unpackResult(withSize(Text) + withSize(""))), "");
}

TEST(HostileResult, BracketsInTextsAreText) {
  TuResult Result;
  Result.Notices = {std::string(1000, '['), "\"{[\\", "\\\"[[[["};
  EXPECT_EQ(whyNot(unpackResult(packResult(Result))), "");
}

TEST(HostileResult, LengthsAreNotBelieved) {
  std::string Good = packResult({});
  for (uint64_t Lie :
       {uint64_t(0), uint64_t(1), Good.size() - 9, uint64_t(1) << 40,
        ~uint64_t(0)}) {
    llvm::support::endian::write64le(Good.data(), Lie);
    EXPECT_NE(whyNot(unpackResult(Good)), "") << Lie;
  }
}

class HostileSummary : public ::testing::Test {
protected:
  std::string why(llvm::StringRef Bytes) {
    return whyNot(readSummary(Folder.write("x.gfpsum", Bytes)));
  }
  TempFolder Folder;
  std::string Good = packSummary({"a.c", "me", {}});
};

TEST_F(HostileSummary, NoPrefixAndNoFlippedBitIsTaken) {
  EXPECT_EQ(why(Good), "");
  for (size_t Length = 0; Length != Good.size(); ++Length)
    EXPECT_NE(why(llvm::StringRef(Good).take_front(Length)), "") << Length;
  for (size_t Bit = 0; Bit != Good.size() * 8; ++Bit) {
    std::string Bad = Good;
    Bad[Bit / 8] ^= char(1 << Bit % 8);
    EXPECT_NE(why(Bad), "") << Bit;
  }
}

TEST_F(HostileSummary, OtherVersionsAreRefused) {
  std::string Bad = Good;
  ++Bad[7]; // The number of the format.
  EXPECT_NE(why(Bad).find("begins with other bytes"), std::string::npos);
  std::string Head = R"({"format":3,"source":"a.c","identity":"me"})";
  EXPECT_NE(why(sealEntry(withSize(Head) + packResult({})))
                .find("another version of gfpcheck"),
            std::string::npos);
}

TEST_F(HostileSummary, WhatIsSealedIsNotBelieved) {
  for (const std::string &Content :
       {std::string(), std::string("x"), withSize(deep('[')), withSize("[]"),
        withSize("{}"), withSize(R"({"format":2,"source":1,"identity":2})"),
        withSize(R"({"format":2,"source":"a.c","identity":"me"})"),
        withSize(R"({"format":2,"source":"a.c","identity":"me"})") +
            withSize(deep('[')) + withSize("")})
    EXPECT_NE(why(sealEntry(Content)), "");
}

TEST_F(HostileSummary, WhatIsNoFileIsNotRead) {
  std::string Fifo = Folder.path("fifo");
  ASSERT_EQ(mkfifo(Fifo.c_str(), 0600), 0);
  for (const std::string &File : {Fifo, Folder.path(), Folder.path("none"),
                                  std::string("/dev/zero")})
    EXPECT_NE(whyNot(readSummary(File)), "") << File;
}

class HostileStore : public ::testing::Test {
protected:
  std::string file(llvm::StringRef Name) {
    return Folder.path(("cache/llvmcache-" + Name).str());
  }
  TempFolder Folder;
  Store S = llvm::cantFail(Store::open(Folder.path("cache")));
};

TEST_F(HostileStore, WhatIsNoFileIsNoEntry) {
  ASSERT_TRUE(S.put("real", "content"));
  ASSERT_EQ(mkfifo(file("fifo").c_str(), 0600), 0);
  ASSERT_EQ(symlink("/dev/zero", file("zero").c_str()), 0);
  ASSERT_EQ(symlink(file("loop").c_str(), file("loop").c_str()), 0);
  ASSERT_EQ(symlink(file("real").c_str(), file("link").c_str()), 0);
  ASSERT_EQ(symlink(file("fifo").c_str(), file("tofifo").c_str()), 0);
  ASSERT_EQ(mkdir(file("folder").c_str(), 0700), 0);
  for (const char *Name : {"fifo", "zero", "loop", "link", "tofifo", "folder"}) {
    EXPECT_FALSE(S.get(Name).has_value()) << Name;
    EXPECT_FALSE(S.has(Name)) << Name;
  }
  // What can be replaced is; nothing is written to what a link names.
  for (const char *Name : {"fifo", "zero", "loop", "link", "tofifo"})
    EXPECT_TRUE(S.put(Name, "new")) << Name;
  EXPECT_EQ(S.get("link"), "new");
  EXPECT_EQ(S.get("real"), "content");
  EXPECT_FALSE(S.put("folder", "new"));
}

TEST_F(HostileStore, PruningSurvivesWhatLiesThere) {
  std::string Stamp = Folder.path("cache/llvmcache.timestamp");
  std::string Victim = Folder.write("victim", "mine");
  ASSERT_EQ(symlink(Victim.c_str(), Stamp.c_str()), 0);
  ASSERT_EQ(mkfifo(file("fifo").c_str(), 0600), 0);
  ASSERT_EQ(symlink("/dev/zero", file("zero").c_str()), 0);
  ASSERT_TRUE(S.put("real", "content"));
  S.prune(1);
  EXPECT_EQ(Folder.read("victim"), "mine");
  EXPECT_FALSE(S.has("real"));
  unlink(Stamp.c_str());
  ASSERT_EQ(mkfifo(Stamp.c_str(), 0600), 0);
  S.prune(1);
  unlink(Stamp.c_str());
  ASSERT_EQ(mkdir(Stamp.c_str(), 0700), 0);
  S.prune(1);
}

TEST_F(HostileStore, AFolderThatGoesAwayCostsTheEntries) {
  ASSERT_TRUE(S.put("a", "content"));
  ASSERT_FALSE(llvm::sys::fs::remove_directories(Folder.path("cache")));
  EXPECT_FALSE(S.get("a").has_value());
  EXPECT_FALSE(S.put("a", "content"));
  S.prune(1);
}

TEST_F(HostileStore, WhatWasLeftBehindGoesWhenItIsOld) {
  auto Leave = [&](const char *Name, time_t Age) {
    Folder.write(("cache/llvmcache-" + llvm::StringRef(Name)).str(), "half");
    timeval Times[2] = {{time(nullptr) - Age, 0}, {time(nullptr) - Age, 0}};
    ASSERT_EQ(utimes(file(Name).c_str(), Times), 0);
  };
  Leave("tmp-old", 7200);
  Leave("tmp-new", 60);
  ASSERT_TRUE(S.put("kept", "content"));
  S.prune(uint64_t(1) << 30);
  EXPECT_FALSE(llvm::sys::fs::exists(file("tmp-old")));
  EXPECT_TRUE(llvm::sys::fs::exists(file("tmp-new")));
  EXPECT_TRUE(S.has("kept"));
}

TEST(Store, AnyNameOfAFolderWillDo) {
  TempFolder Folder;
  auto S = Store::open(Folder.path("100%'\"$ %a\n"));
  ASSERT_TRUE(bool(S));
  EXPECT_TRUE(S->put("a", "one"));
  EXPECT_EQ(S->get("a"), "one");
}

} // namespace
