// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "model/RuleSet.h"
#include "report/Report.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

using namespace gfpcheck;
using namespace gfpcheck::report;
using testing::HasSubstr;
namespace json = llvm::json;

using Maker = std::unique_ptr<Reporter> (*)(llvm::raw_ostream &, RunContext);

class Reporters : public testing::Test {
protected:
  Reporters() {
    Rules.resize(2);
    Rules[0].Id = "gfp-leak";
    Rules[0].Severity = "error";
    Rules[0].Summary = "Memory is lost.";
    Rules[1].Id = "gfp-needless-atomic";
    Rules[1].Severity = "advice";
    Rules[1].Cwe = 400;
    F.RuleId = "gfp-needless-atomic";
    F.Severity = findings::Severity::Advice;
    F.Where = {"/src/fs/x.c", 10, 4};
    F.Function = "probe";
    F.Message = "GFP_ATOMIC where \"sleeping\" is fine";
    F.Trace = {{findings::TraceStep::Kind::Call, {"/src/fs/x.c", 20, 1},
                "init", "inner"},
               {findings::TraceStep::Kind::Registration, {"/inc/y.h", 30, 2},
                "", "outer"}};
    F.Fixes = {{"use GFP_KERNEL", {{"/src/fs/x.c", 100, 110, "GFP_KERNEL"}}}};
    F.Fingerprint = "00000000000000aa";
    Excerpt.addOffset("/src/fs/x.c", 100, {"/src/fs/x.c", 10, 14});
    Excerpt.addOffset("/src/fs/x.c", 110, {"/src/fs/x.c", 10, 24});
  }

  /// The report of F alone.
  std::string report(Maker Make, std::optional<std::string> Suppressed = {}) {
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    RunContext Context;
    Context.WorkingDirectory = "/src";
    Context.Rules = Rules;
    Context.RulesDigest = "d1";
    auto R = Make(OS, Context);
    R->add({F, Excerpt, std::move(Suppressed)});
    R->finish(Summary);
    return Text;
  }

  json::Value parsed(Maker Make, std::optional<std::string> Suppressed = {}) {
    return llvm::cantFail(json::parse(report(Make, std::move(Suppressed))));
  }

  /// The only result of the SARIF report.
  json::Object sarifResult(std::optional<std::string> Suppressed = {}) {
    json::Value V = parsed(makeSarifReporter, std::move(Suppressed));
    json::Object &Run = *V.getAsObject()->getArray("runs")->front().getAsObject();
    return std::move(*Run.getArray("results")->front().getAsObject());
  }

  std::vector<model::BugRule> Rules;
  findings::Finding F;
  findings::SourceExcerpt Excerpt;
  RunSummary Summary;
};

TEST_F(Reporters, TextTellsFindingTraceAndFix) {
  EXPECT_EQ(report(makeTextReporter),
            "fs/x.c:10:4: advice: GFP_ATOMIC where \"sleeping\" is fine "
            "[gfp-needless-atomic]\n"
            "fs/x.c:20:1: note: inner\n"
            "/inc/y.h:30:2: note: outer\n"
            "fs/x.c:10:4: note: --fix: use GFP_KERNEL\n");
}

TEST_F(Reporters, TextLeavesOutTheSuppressed) {
  EXPECT_EQ(report(makeTextReporter, "known"), "");
}

TEST_F(Reporters, JsonTellsAll) {
  json::Value V = parsed(makeJsonReporter);
  const json::Object &Root = *V.getAsObject();
  const json::Object &Told =
      *Root.getArray("findings")->front().getAsObject();
  EXPECT_EQ(Told.getString("rule"), "gfp-needless-atomic");
  EXPECT_EQ(Told.getObject("where")->getString("file"), "fs/x.c");
  EXPECT_EQ(Told.getArray("trace")->size(), 2u);
  EXPECT_EQ(Told.get("suppressed"), nullptr);
  EXPECT_EQ(Root.getString("rules"), "d1");
}

TEST_F(Reporters, JsonMarksTheSuppressed) {
  json::Value V = parsed(makeJsonReporter, "known");
  EXPECT_EQ(V.getAsObject()
                ->getArray("findings")
                ->front()
                .getAsObject()
                ->getString("suppressed"),
            "known");
}

TEST_F(Reporters, SarifCallsAdviceANote) {
  json::Object Result = sarifResult();
  EXPECT_EQ(Result.getString("level"), "note");
  EXPECT_EQ(Result.getInteger("ruleIndex"), 1);
}

TEST_F(Reporters, SarifFlowsFromTheOutsideToTheFinding) {
  json::Object Result = sarifResult();
  const json::Array &Steps = *Result.getArray("codeFlows")
                                  ->front()
                                  .getAsObject()
                                  ->getArray("threadFlows")
                                  ->front()
                                  .getAsObject()
                                  ->getArray("locations");
  std::vector<std::string> Messages;
  for (const json::Value &Step : Steps)
    Messages.push_back(Step.getAsObject()
                           ->getObject("location")
                           ->getObject("message")
                           ->getString("text")
                           ->str());
  EXPECT_THAT(Messages, testing::ElementsAre("outer", "inner", F.Message));
}

TEST_F(Reporters, SarifHasNoFixWhosePlaceIsUnknown) {
  EXPECT_EQ(sarifResult().getArray("fixes")->size(), 1u);
  F.Fixes[0].Edits[0].End = 111;
  EXPECT_EQ(sarifResult().getArray("fixes")->size(), 0u);
}

TEST_F(Reporters, SarifSuppressesInSource) {
  EXPECT_TRUE(sarifResult().getArray("suppressions")->empty());
  json::Object Result = sarifResult("known");
  const json::Object &S = *Result.getArray("suppressions")->front().getAsObject();
  EXPECT_EQ(S.getString("kind"), "inSource");
  EXPECT_EQ(S.getString("justification"), "known");
}

TEST_F(Reporters, SarifTellsWhatWasNotChecked) {
  Summary.Failed.push_back({"/src/bad.c", {"it crashed", "twice"}});
  Summary.ExitCode = 2;
  std::string Text = report(makeSarifReporter);
  EXPECT_THAT(Text, HasSubstr("not checked: it crashed; twice"));
  EXPECT_THAT(Text, HasSubstr("\"executionSuccessful\": false"));
  EXPECT_THAT(Text, HasSubstr("\"uri\": \"bad.c\""));
}

TEST_F(Reporters, SurviveNamesThatAreNoUnicode) {
  F.Where.File = "/src/\xff.c";
  F.Message = "\xff";
  F.Function = "\xff";
  EXPECT_TRUE(parsed(makeSarifReporter).getAsObject());
  EXPECT_TRUE(parsed(makeJsonReporter).getAsObject());
}

} // namespace
