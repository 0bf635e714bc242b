// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CompileDatabase.h"
#include "TempFolder.h"
#include "llvm/Support/JSON.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

using namespace gfpcheck::driver;
using testing::ElementsAre;
using testing::HasSubstr;

class Database : public testing::Test {
protected:
  /// Files that exist, with a command each, in this order.
  CompileDatabase of(llvm::ArrayRef<const char *> Files) {
    llvm::json::Array Entries;
    for (llvm::StringRef File : Files) {
      Folder.write(File, "");
      Entries.push_back(llvm::json::Object{
          {"directory", Folder.path()},
          {"file", File},
          {"arguments", llvm::json::Array{"cc", "-c", File}}});
    }
    std::string Text;
    llvm::raw_string_ostream(Text) << llvm::json::Value(std::move(Entries));
    return llvm::cantFail(CompileDatabase::parse(Text, "db"));
  }

  std::vector<size_t> select(const CompileDatabase &DB,
                             std::vector<std::string> Asked) {
    Last = DB.select(Asked, Folder.path());
    std::vector<size_t> Indices;
    for (const SelectedFile &File : Last.Files)
      Indices.push_back(File.Command);
    return Indices;
  }

  TempFolder Folder;
  Selection Last;
};

TEST_F(Database, ReadsBothForms) {
  auto DB = llvm::cantFail(CompileDatabase::parse(
      R"([{"directory": "/d", "file": "x.c", "output": "x.o",
           "arguments": ["cc", "-DA=\"b c\"", "x.c"]},
          {"directory": "/d", "file": "/e/y.c",
           "command": "cc -DA='\"b c\"' -I\"/a b\" /e/y.c"}])",
      "db"));
  ASSERT_EQ(DB.size(), 2u);
  EXPECT_THAT(DB.command(size_t(0)).Arguments,
              ElementsAre("cc", "-DA=\"b c\"", "x.c"));
  EXPECT_EQ(DB.command(size_t(0)).Output, "x.o");
  EXPECT_EQ(DB.path(0), "/d/x.c");
  EXPECT_THAT(DB.command(size_t(1)).Arguments,
              ElementsAre("cc", "-DA=\"b c\"", "-I/a b", "/e/y.c"));
  EXPECT_EQ(DB.path(1), "/e/y.c");
}

TEST_F(Database, SelectsAllCFilesOnce) {
  auto DB = of({"b.c", "a.c", "x.S", "b.c", "sub/c.c", "y.cpp"});
  EXPECT_THAT(select(DB, {}), ElementsAre(0, 1, 4));
  EXPECT_THAT(Last.Details, ElementsAre(HasSubstr("2 compile commands")));
}

TEST_F(Database, SelectsByRelativeAndAbsoluteName) {
  auto DB = of({"a.c", "sub/b.c"});
  EXPECT_THAT(select(DB, {"sub/b.c"}), ElementsAre(1));
  EXPECT_THAT(select(DB, {Folder.path("sub/../a.c"), "./sub//b.c"}),
              ElementsAre(0, 1));
  EXPECT_TRUE(Last.Errors.empty());
}

TEST_F(Database, KeepsItsOwnOrderAndTakesNothingTwice) {
  auto DB = of({"a.c", "sub/b.c", "sub/c.c"});
  EXPECT_THAT(select(DB, {"sub/c.c", "sub", "a.c", "a.c"}),
              ElementsAre(0, 1, 2));
}

TEST_F(Database, SelectsFolders) {
  auto DB = of({"net/a.c", "network/b.c", "net/core/c.c", "net/d.S"});
  EXPECT_THAT(select(DB, {"net"}), ElementsAre(0, 2));
  EXPECT_THAT(select(DB, {"net/"}), ElementsAre(0, 2));
  EXPECT_THAT(select(DB, {"."}), ElementsAre(0, 1, 2));
}

TEST_F(Database, FollowsLinks) {
  auto DB = of({"real/a.c"});
  ASSERT_FALSE(llvm::sys::fs::create_link(Folder.path("real"),
                                          Folder.path("link")));
  EXPECT_THAT(select(DB, {"link/a.c"}), ElementsAre(0));
  EXPECT_THAT(select(DB, {"link"}), ElementsAre(0));
}

TEST_F(Database, FindsFilesItNamesByALink) {
  Folder.write("real/a.c", "");
  ASSERT_FALSE(llvm::sys::fs::create_link(Folder.path("real"),
                                          Folder.path("link")));
  auto DB = of({"link/a.c"});
  EXPECT_THAT(select(DB, {"real/a.c"}), ElementsAre(0));
}

TEST_F(Database, SaysWhatIsNotThere) {
  auto DB = of({"a.c"});
  Folder.write("other.c", "");
  Folder.write("empty/readme", "");
  EXPECT_TRUE(select(DB, {"other.c", "gone.c", "empty"}).empty());
  ASSERT_EQ(Last.Errors.size(), 3u);
  EXPECT_THAT(Last.Errors[0].second, HasSubstr("has no command in 'db'"));
  EXPECT_EQ(Last.Errors[1].second, "no such file");
  EXPECT_THAT(Last.Errors[2].second, HasSubstr("no C file below it"));
}

TEST_F(Database, AnEntryWhoseFileIsGoneIsStillSelected) {
  auto DB = of({"a.c"});
  ASSERT_FALSE(llvm::sys::fs::remove(Folder.path("a.c")));
  EXPECT_THAT(select(DB, {"a.c"}), ElementsAre(0)); // The overlay may have it.
}

TEST_F(Database, BorrowsACommandForAHeader) {
  auto DB = of({"fs/x.c", "net/core/y.c", "net/z.c"});
  Folder.write("net/core/own.h", "");
  EXPECT_THAT(select(DB, {"net/core/own.h"}), ElementsAre(1));
  EXPECT_EQ(DB.command(Last.Files[0]).File, Folder.path("net/core/own.h"));
  ASSERT_EQ(Last.Notices.size(), 1u);
  EXPECT_THAT(Last.Notices[0], HasSubstr("net/core/y.c"));
}

TEST_F(Database, RefusesWhatIsMalformed) {
  for (llvm::StringRef Bad :
       {"", "[", "{}", "[1]", "[{}]", R"([{"directory":"/","file":"x.c"}])",
        R"([{"directory":"/","file":"","command":"cc"}])",
        R"([{"directory":1,"file":"x.c","command":"cc"}])",
        R"([{"directory":"/","file":"x.c","arguments":["cc",null]}])"}) {
    auto DB = CompileDatabase::parse(Bad, "db");
    EXPECT_FALSE(bool(DB)) << Bad.str();
    llvm::consumeError(DB.takeError());
  }
}

TEST_F(Database, IsTheSameOutOfTheCache) {
  CompileDatabase DB = of({"b.c", "a.c", "sub/c.h"});
  auto Again = CompileDatabase::unpack(DB.pack(), "db");
  ASSERT_TRUE(Again.has_value());
  ASSERT_EQ(Again->size(), DB.size());
  for (size_t I = 0; I != DB.size(); ++I) {
    EXPECT_EQ(Again->command(I).Arguments, DB.command(I).Arguments);
    EXPECT_EQ(Again->command(I).Directory, DB.command(I).Directory);
    EXPECT_EQ(Again->path(I), DB.path(I));
  }
  EXPECT_EQ(select(*Again, {}), select(DB, {}));
  EXPECT_EQ(select(*Again, {"a.c"}), (std::vector<size_t>{1}));
  EXPECT_EQ(Again->pack(), DB.pack());
}

TEST_F(Database, TakesNothingElseFromTheCache) {
  const std::string Bytes = of({"b.c", "a.c"}).pack();
  auto Use = [](const std::string &Bad) {
    auto DB = CompileDatabase::unpack(Bad, "db");
    for (size_t I = 0; DB && I != DB->size(); ++I)
      DB->command(I);
    return DB.has_value();
  };
  for (size_t Size = 0; Size != Bytes.size(); ++Size)
    EXPECT_FALSE(Use(Bytes.substr(0, Size))) << Size;
  for (size_t Bit = 0; Bit != Bytes.size() * 8; ++Bit) {
    std::string Bad = Bytes;
    Bad[Bit / 8] ^= char(1 << Bit % 8);
    Use(Bad); // Whatever it says, every number is one of its own.
  }
}

TEST_F(Database, ParsesALongTextOnce) {
  std::string Long(2 << 20, 'x');
  std::string Text = R"([{"directory": "/d", "file": "x.c", "arguments": ["cc", "-D)" +
                     Long + R"("]}])";
  std::string File = Folder.write("compile_commands.json", Text);
  std::string Kept = Folder.path() + "/cache";
  Store Cache = llvm::cantFail(Store::open(Kept));
  const std::string Entry = nameOf(Text) + ".commands";
  ASSERT_FALSE(Cache.has(Entry));
  auto First = llvm::cantFail(CompileDatabase::load(File, &Cache));
  ASSERT_TRUE(Cache.has(Entry));
  // What is kept is used: it says something else now.
  Cache.put(Entry, of({"other.c"}).pack());
  auto Second = llvm::cantFail(CompileDatabase::load(File, &Cache));
  EXPECT_EQ(First.path(0), "/d/x.c");
  EXPECT_TRUE(Second.path(0).ends_with("/other.c"));
  Cache.put(Entry, "nonsense");
  auto Third = llvm::cantFail(CompileDatabase::load(File, &Cache));
  EXPECT_EQ(Third.path(0), "/d/x.c");
}

} // namespace
