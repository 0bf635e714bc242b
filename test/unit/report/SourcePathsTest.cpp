// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/SourcePaths.h"
#include "gtest/gtest.h"

namespace {

using namespace gfpcheck;
using namespace gfpcheck::report;

TEST(RelativeTo, StripsOnlyWholeFolders) {
  EXPECT_EQ(relativeTo("/src/fs/x.c", "/src"), "fs/x.c");
  EXPECT_EQ(relativeTo("/src/fs/x.c", "/src/"), "fs/x.c");
  EXPECT_EQ(relativeTo("/source/x.c", "/src"), "/source/x.c");
  EXPECT_EQ(relativeTo("/srcs/x.c", "/src"), "/srcs/x.c");
  EXPECT_EQ(relativeTo("/x.c", "/"), "x.c");
  EXPECT_EQ(relativeTo("/src", "/src"), "/src");
  EXPECT_EQ(relativeTo("fs/x.c", "/src"), "fs/x.c");
  EXPECT_EQ(relativeTo("/src/x.c", ""), "/src/x.c");
}

TEST(UriPath, EncodesWhatUrisReserve) {
  EXPECT_EQ(uriPath("/a b/x%y#z?.c"), "/a%20b/x%25y%23z%3F.c");
  EXPECT_EQ(uriPath("/d/\xc3\xa4.c"), "/d/%C3%A4.c");
  EXPECT_EQ(uriPath("drivers/a-b_c.d~e+f"), "drivers/a-b_c.d~e+f");
}

TEST(CharacterColumn, CountsCharactersNotBytes) {
  findings::SourceExcerpt E;
  E.addLine("x.c", 1, "/* \xc3\xa4\xe2\x82\xac */ x");
  E.addLine("x.c", 2, "/* \xff */ x");
  E.addLine("x.c", 3, "\tp");
  EXPECT_EQ(characterColumn(E, {"x.c", 1, 13}), 10u);
  EXPECT_EQ(characterColumn(E, {"x.c", 2, 9}), 9u); // Not UTF-8.
  EXPECT_EQ(characterColumn(E, {"x.c", 3, 2}), 2u);
  EXPECT_EQ(characterColumn(E, {"x.c", 3, 99}), 99u); // Beyond the line.
  EXPECT_EQ(characterColumn(E, {"x.c", 4, 7}), 7u);   // Unknown line.
  EXPECT_EQ(characterColumn(E, {"x.c", 3, 0}), 0u);
}

} // namespace
