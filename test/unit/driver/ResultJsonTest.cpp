// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ResultJson.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

using namespace gfpcheck::driver;
using testing::ElementsAre;

TEST(ResultJson, RoundTrips) {
  TuResult Result;
  Result.Findings.resize(2);
  Result.Findings[1].Message = "second";
  Result.Errors = {"x.c:1:2: \"quoted\""};
  Result.Notices = {"a", "b"};
  Result.DroppedOptions = {"-fodd"};
  Result.Excerpt.addLine("x.c", 3, "text");
  TuResult Back = llvm::cantFail(resultFromJSON(resultToJSON(Result)));
  EXPECT_EQ(resultToJSON(Back), resultToJSON(Result));
  EXPECT_EQ(Back.Findings.at(1).Message, "second");
  EXPECT_THAT(Back.Errors, ElementsAre("x.c:1:2: \"quoted\""));
  EXPECT_THAT(Back.DroppedOptions, ElementsAre("-fodd"));
}

TEST(ResultJson, PartsComeBackWhole) {
  TuResult Result;
  Result.Teaching = std::string("\0teach", 6);
  Result.Unit = std::string("unit\0", 5);
  const std::string Packed = packResult(Result);
  TuResult Back = llvm::cantFail(unpackResult(Packed));
  EXPECT_EQ(Back.Teaching, Result.Teaching);
  EXPECT_EQ(Back.Unit, Result.Unit);
  EXPECT_EQ(jsonOf(Packed), resultToJSON(Result));
  EXPECT_EQ(teachingOf(Packed), Result.Teaching);
  EXPECT_EQ(teachingOf("short"), "");
}

TEST(ResultJson, RefusesWhatIsMalformed) {
  std::string Good = resultToJSON({});
  for (std::string Bad : {std::string(), std::string("{}"), std::string("[]"),
                          Good.substr(0, Good.size() - 1),
                          R"({"findings":[{}],"errors":[],"notices":[],)"
                          R"("dropped":[],"excerpt":{}})" +
                              std::string()}) {
    auto Result = resultFromJSON(Bad);
    EXPECT_FALSE(bool(Result)) << Bad;
    llvm::consumeError(Result.takeError());
  }
}

} // namespace
