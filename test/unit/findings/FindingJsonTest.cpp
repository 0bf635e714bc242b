// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "findings/FindingJson.h"
#include "llvm/Support/FormatVariadic.h"
#include "gtest/gtest.h"

namespace {

using namespace gfpcheck::findings;
namespace json = llvm::json;

Finding fullFinding() {
  Finding F;
  F.RuleId = "gfp-sleep-in-atomic";
  F.Severity = Severity::Error;
  F.Confidence = Confidence::Medium;
  F.Where = {"x.c", 10, 4};
  F.Function = "xmit";
  F.Message = "'kmalloc' may sleep";
  F.Trace.push_back({TraceStep::Kind::ContextBegins,
                     {"x.c", 9, 2},
                     "xmit",
                     "'spin_lock' begins the context"});
  F.Fixes.push_back({"allocate with GFP_ATOMIC", {{"x.c", 5, 15, "GFP_ATOMIC"}}});
  F.Fingerprint = "0123456789abcdef";
  return F;
}

template <typename T> std::string text(const T &Value) {
  return llvm::formatv("{0}", toJSON(Value)).str();
}

template <typename T> bool parse(llvm::StringRef Text, T &Out) {
  auto Value = json::parse(Text);
  if (!Value) {
    llvm::consumeError(Value.takeError());
    return false;
  }
  json::Path::Root Root;
  return fromJSON(*Value, Out, Root);
}

TEST(FindingJson, RoundTrips) {
  Finding F;
  ASSERT_TRUE(parse(text(fullFinding()), F));
  EXPECT_EQ(text(F), text(fullFinding()));
  EXPECT_EQ(F.Severity, Severity::Error);
  EXPECT_EQ(F.Confidence, Confidence::Medium);
  EXPECT_EQ(F.Trace.at(0).What, TraceStep::Kind::ContextBegins);
  EXPECT_EQ(F.Fixes.at(0).Edits.at(0).End, 15u);
}

TEST(FindingJson, ReplacesWhatIsNoUnicode) {
  Finding F = fullFinding();
  F.Message = "caf\xe9";
  Finding Back;
  ASSERT_TRUE(parse(text(F), Back));
  EXPECT_EQ(Back.Message, "caf\xef\xbf\xbd");
}

TEST(FindingJson, DropsAFixThatItWouldAlter) {
  Finding F = fullFinding();
  F.Fixes[0].Edits[0].Text = "\xff";
  Finding Back;
  ASSERT_TRUE(parse(text(F), Back));
  EXPECT_TRUE(Back.Fixes.empty());
}

TEST(FindingJson, RefusesWhatIsMalformed) {
  Finding F;
  EXPECT_FALSE(parse("[]", F));
  EXPECT_FALSE(parse("{}", F));
  std::string Good = text(fullFinding());
  for (auto [From, To] : {std::pair("\"error\"", "\"fatal\""),
                          std::pair("\"line\":10", "\"line\":-1"),
                          std::pair("\"line\":10", "\"line\":4294967296"),
                          std::pair("\"context-begins\"", "\"other\""),
                          std::pair("\"end\":15", "\"end\":\"15\"")}) {
    std::string Bad = Good;
    size_t At = Bad.find(From);
    ASSERT_NE(At, std::string::npos) << From;
    Bad.replace(At, llvm::StringRef(From).size(), To);
    EXPECT_FALSE(parse(Bad, F)) << To;
  }
}

TEST(SourceExcerptJson, RoundTrips) {
  SourceExcerpt E;
  E.addLine("x.c", 10, "\tp = kmalloc(16, GFP_KERNEL);");
  E.addOffset("x.c", 5, {"x.c", 1, 6});
  E.addContent("x.c", "0011223344556677");
  SourceExcerpt Back;
  ASSERT_TRUE(parse(text(E), Back));
  EXPECT_EQ(text(Back), text(E));
  EXPECT_EQ(*Back.line("x.c", 10), "\tp = kmalloc(16, GFP_KERNEL);");
  EXPECT_EQ(Back.position("x.c", 5)->Column, 6u);
  EXPECT_EQ(Back.content("x.c"), "0011223344556677");
  EXPECT_FALSE(Back.line("x.c", 11));
  EXPECT_FALSE(Back.position("y.c", 5));
}

TEST(SourceExcerptJson, RefusesWhatIsMalformed) {
  SourceExcerpt E;
  for (llvm::StringRef Bad :
       {"{}", R"({"lines":[],"offsets":[]})",
        R"({"lines":[["x.c",1]],"offsets":[],"contents":[]})",
        R"({"lines":[["x.c",-1,""]],"offsets":[],"contents":[]})",
        R"({"lines":[],"offsets":[["x.c",1,1,"1"]],"contents":[]})",
        R"({"lines":[],"offsets":[],"contents":[[1,2]]})"})
    EXPECT_FALSE(parse(Bad, E)) << Bad.str();
}

TEST(SourceExcerpt, CutsLinesThatAreTooLong) {
  SourceExcerpt E;
  E.addLine("x.c", 1, std::string(100000, 'x'));
  EXPECT_EQ(E.line("x.c", 1)->size(), MaxExcerptLine);
}

} // namespace
