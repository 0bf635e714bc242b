// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SARIF 2.1.0. docs/dev/sarif.md says what each part is for.
#include "findings/FindingJson.h"
#include "findings/Fingerprint.h"
#include "model/RuleSet.h"
#include "report/Report.h"
#include "report/RuleHelp.h"
#include "report/SourcePaths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace gfpcheck::report {

namespace {

namespace json = llvm::json;
using findings::jsonText;

constexpr llvm::StringLiteral Schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json";
constexpr llvm::StringLiteral SourceRoot = "SRCROOT";

json::Object message(llvm::StringRef Text) {
  return json::Object{{"text", jsonText(Text)}};
}

llvm::StringRef level(findings::Severity S) {
  return S == findings::Severity::Advice ? "note" : findings::severityName(S);
}

llvm::StringRef level(llvm::StringRef SeverityName) {
  return level(findings::severityFromName(SeverityName)
                   .value_or(findings::Severity::Warning));
}

/// "gfp-large-stack" as "GfpLargeStack", as SARIF wants names.
std::string pascalCase(llvm::StringRef Id) {
  std::string Name;
  bool Upper = true;
  for (char C : Id) {
    if (C != '-')
      Name += Upper ? llvm::toUpper(C) : C;
    Upper = C == '-';
  }
  return Name;
}

/// How sure the kind of finding is, in the words of code scanning services.
llvm::StringRef precision(findings::Confidence C) {
  switch (C) {
  case findings::Confidence::High:
    return "high";
  case findings::Confidence::Medium:
    return "medium";
  case findings::Confidence::Low:
    break;
  }
  return "low";
}

class SarifReporter : public Reporter {
public:
  SarifReporter(llvm::raw_ostream &OS, RunContext Context)
      : OS(OS), J(OS, /*IndentSize=*/1), Context(std::move(Context)) {
    J.objectBegin();
    J.attribute("$schema", Schema);
    J.attribute("version", "2.1.0");
    J.attributeBegin("runs");
    J.arrayBegin();
    J.objectBegin();
    J.attribute("tool", tool());
    J.attribute("columnKind", "unicodeCodePoints");
    J.attribute("originalUriBaseIds", baseIds());
    J.attributeBegin("results");
    J.arrayBegin();
  }

  void add(const Entry &E) override { J.value(result(E)); }

  void finish(const RunSummary &Summary) override {
    J.arrayEnd();
    J.attributeEnd();
    // First what may still name files, then the list of files.
    J.attribute("invocations", json::Array{invocation(Summary)});
    J.attributeArray("artifacts", [&] {
      for (const std::string &File : Artifacts)
        J.value(json::Object{{"location", location(File)},
                             {"sourceLanguage", "c"}});
    });
    close();
    J.flush();
    OS << '\n';
    OS.flush();
    Finished = true;
  }

  /// A report given up in the middle is thrown away, but the writer insists on
  /// its brackets.
  ~SarifReporter() override {
    if (Finished)
      return;
    J.arrayEnd();
    J.attributeEnd();
    close();
  }

private:
  void close() {
    J.objectEnd();
    J.arrayEnd();
    J.attributeEnd();
    J.objectEnd();
  }

  json::Value tool() const {
    json::Array Rules;
    for (const model::BugRule &Rule : Context.Rules)
      Rules.push_back(ruleEntry(Rule));
    return json::Object{
        {"driver",
         json::Object{
             {"name", "gfpcheck"},
             {"version", GFPCHECK_VERSION},
             {"semanticVersion", GFPCHECK_VERSION},
             {"rules", std::move(Rules)},
             {"properties",
              json::Object{{"rulesDigest", jsonText(Context.RulesDigest)}}}}}};
  }

  static json::Value ruleEntry(const model::BugRule &Rule) {
    json::Object Help = message(Rule.Summary);
    if (llvm::StringRef Page = rulePage(Rule.Id); !Page.empty())
      Help["markdown"] = jsonText(Page);
    json::Array Tags{"linux-kernel", "memory"};
    if (Rule.Cwe)
      Tags.push_back("external/cwe/cwe-" + llvm::utostr(Rule.Cwe));
    return json::Object{
        {"id", jsonText(Rule.Id)},
        {"name", pascalCase(Rule.Id)},
        {"shortDescription", message(Rule.Summary)},
        {"help", std::move(Help)},
        {"helpUri", rulePageUrl(Rule.Id)},
        {"defaultConfiguration", json::Object{{"level", level(Rule.Severity)}}},
        {"properties", json::Object{{"tags", std::move(Tags)}}}};
  }

  json::Value baseIds() const {
    return json::Object{{SourceRoot, json::Object{{"uri", rootUri()}}}};
  }

  std::string rootUri() const {
    return "file://" +
           uriPath(llvm::StringRef(Context.WorkingDirectory).rtrim('/')) + "/";
  }

  /// An artifactLocation, without its index.
  json::Object location(llvm::StringRef File) const {
    std::string Shown = relativeTo(File, Context.WorkingDirectory);
    if (llvm::sys::path::is_absolute(Shown))
      return json::Object{{"uri", "file://" + uriPath(Shown)}};
    return json::Object{{"uri", uriPath(Shown)}, {"uriBaseId", SourceRoot}};
  }

  json::Object artifactLocation(llvm::StringRef File) {
    auto [It, New] = ArtifactIndex.try_emplace(File, Artifacts.size());
    if (New)
      Artifacts.push_back(File.str());
    json::Object Location = location(File);
    Location["index"] = int64_t(It->second);
    return Location;
  }

  json::Object physical(const findings::Place &Where,
                        const findings::SourceExcerpt &Excerpt) {
    json::Object Physical{{"artifactLocation", artifactLocation(Where.File)}};
    if (!Where.Line)
      return Physical;
    json::Object Region{{"startLine", Where.Line}};
    if (Where.Column)
      Region["startColumn"] = characterColumn(Excerpt, Where);
    if (auto Line = Excerpt.line(Where.File, Where.Line))
      Region["snippet"] = message(*Line);
    Physical["region"] = std::move(Region);
    return Physical;
  }

  static json::Array logical(llvm::StringRef Function) {
    return json::Array{json::Object{{"name", jsonText(Function)},
                                    {"fullyQualifiedName", jsonText(Function)},
                                    {"kind", "function"}}};
  }

  json::Object place(const findings::Place &Where, llvm::StringRef Function,
                     const findings::SourceExcerpt &Excerpt) {
    json::Object Location;
    if (!Where.File.empty())
      Location["physicalLocation"] = physical(Where, Excerpt);
    if (!Function.empty())
      Location["logicalLocations"] = logical(Function);
    return Location;
  }

  json::Object step(const findings::TraceStep &Step, const Entry &E) {
    json::Object Location = place(Step.Where, Step.Function, E.Excerpt);
    Location["message"] = message(Step.Message);
    return Location;
  }

  json::Value result(const Entry &E) {
    const findings::Finding &F = E.Finding;
    json::Object R{
        {"ruleId", jsonText(F.RuleId)},
        {"level", level(F.Severity)},
        {"message", message(F.Message)},
        {"locations", json::Array{place(F.Where, F.Function, E.Excerpt)}},
        {"partialFingerprints", fingerprints(F)},
        {"properties", json::Object{{"precision", precision(F.Confidence)}}}};
    const auto *Rule = llvm::find_if(
        Context.Rules, [&](const auto &Rule) { return Rule.Id == F.RuleId; });
    if (Rule != Context.Rules.end())
      R["ruleIndex"] = int64_t(Rule - Context.Rules.begin());
    if (!F.Trace.empty()) {
      R["codeFlows"] = json::Array{codeFlow(E)};
      R["relatedLocations"] = relatedLocations(E);
    }
    if (!F.Fixes.empty())
      R["fixes"] = fixes(E);
    R["suppressions"] = suppressions(E);
    if (E.State)
      R["baselineState"] = baselineState(*E.State);
    return R;
  }

  /// A finding of another tool may have none of ours.
  static json::Object fingerprints(const findings::Finding &F) {
    if (F.Fingerprint.empty())
      return {};
    return json::Object{{findings::FingerprintName, jsonText(F.Fingerprint)}};
  }

  static llvm::StringRef baselineState(Change State) {
    switch (State) {
    case Change::Introduced:
    case Change::BornSilent:
      return "new";
    case Change::Fixed:
      return "absent";
    case Change::Unchanged:
    case Change::Silenced:
      break;
    }
    return "unchanged";
  }

  /// In the order of execution, as a viewer walks it: the trace tells it from
  /// the finding outwards.
  json::Value codeFlow(const Entry &E) {
    json::Array Steps;
    for (const findings::TraceStep &Step : llvm::reverse(E.Finding.Trace))
      Steps.push_back(
          json::Object{{"location", step(Step, E)},
                       {"kinds", json::Array{findings::stepName(Step.What)}},
                       {"importance", "important"}});
    json::Object Last = place(E.Finding.Where, E.Finding.Function, E.Excerpt);
    Last["message"] = message(E.Finding.Message);
    Steps.push_back(json::Object{{"location", std::move(Last)},
                                 {"importance", "essential"}});
    return json::Object{{"threadFlows", json::Array{json::Object{
                                            {"locations", std::move(Steps)}}}}};
  }

  json::Array relatedLocations(const Entry &E) {
    json::Array Related;
    for (const findings::TraceStep &Step : E.Finding.Trace) {
      json::Object Location = step(Step, E);
      Location["id"] = int64_t(Related.size() + 1);
      Related.push_back(std::move(Location));
    }
    return Related;
  }

  json::Array fixes(const Entry &E) {
    json::Array Fixes;
    for (const findings::Fix &Fix : E.Finding.Fixes)
      if (auto V = fix(Fix, E.Excerpt))
        Fixes.push_back(std::move(*V));
    return Fixes;
  }

  /// Nothing if an edit's place is not known.
  std::optional<json::Value> fix(const findings::Fix &Fix,
                                 const findings::SourceExcerpt &Excerpt) {
    if (Fix.Edits.empty()) // Only the description is known.
      return std::nullopt;
    json::Array Changes;
    for (size_t I = 0; I != Fix.Edits.size();) {
      const std::string &File = Fix.Edits[I].File;
      json::Array Replacements;
      for (; I != Fix.Edits.size() && Fix.Edits[I].File == File; ++I) {
        auto R = replacement(Fix.Edits[I], Excerpt);
        if (!R)
          return std::nullopt;
        Replacements.push_back(std::move(*R));
      }
      Changes.push_back(
          json::Object{{"artifactLocation", artifactLocation(File)},
                       {"replacements", std::move(Replacements)}});
    }
    return json::Object{{"description", message(Fix.Description)},
                        {"artifactChanges", std::move(Changes)}};
  }

  static std::optional<json::Value>
  replacement(const findings::Edit &Edit,
              const findings::SourceExcerpt &Excerpt) {
    auto Begin = Excerpt.position(Edit.File, Edit.Begin);
    auto End = Excerpt.position(Edit.File, Edit.End);
    if (!Begin || !End)
      return std::nullopt;
    return json::Object{
        {"deletedRegion",
         json::Object{{"startLine", Begin->Line},
                      {"startColumn", characterColumn(Excerpt, *Begin)},
                      {"endLine", End->Line},
                      {"endColumn", characterColumn(Excerpt, *End)}}},
        {"insertedContent", message(Edit.Text)}};
  }

  static json::Array suppressions(const Entry &E) {
    if (!E.Suppressed)
      return {};
    json::Object Suppression{{"kind", "inSource"}};
    if (!E.Suppressed->empty())
      Suppression["justification"] = jsonText(*E.Suppressed);
    return json::Array{std::move(Suppression)};
  }

  json::Value invocation(const RunSummary &Summary) {
    json::Array Failures, Notices;
    for (const FailedFile &Failed : Summary.Failed) {
      json::Object Where{
          {"physicalLocation",
           json::Object{{"artifactLocation", artifactLocation(Failed.File)}}}};
      Failures.push_back(json::Object{
          {"level", "error"},
          {"message",
           message("not checked: " + llvm::join(Failed.Reasons, "; "))},
          {"locations", json::Array{std::move(Where)}}});
    }
    for (const std::string &Notice : Summary.Notices)
      Notices.push_back(
          json::Object{{"level", "note"}, {"message", message(Notice)}});
    return json::Object{{"executionSuccessful", Summary.ExitCode != 2},
                        {"exitCode", Summary.ExitCode},
                        {"workingDirectory", json::Object{{"uri", rootUri()}}},
                        {"toolExecutionNotifications", std::move(Failures)},
                        {"toolConfigurationNotifications", std::move(Notices)}};
  }

  llvm::raw_ostream &OS;
  json::OStream J;
  bool Finished = false;
  RunContext Context;
  std::vector<std::string> Artifacts;
  llvm::StringMap<size_t> ArtifactIndex;
};

} // namespace

std::unique_ptr<Reporter> makeSarifReporter(llvm::raw_ostream &OS,
                                            RunContext Context) {
  return std::make_unique<SarifReporter>(OS, std::move(Context));
}

} // namespace gfpcheck::report
