// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The plain JSON format; docs/dev/options.md describes it.
#include "findings/FindingJson.h"
#include "report/Report.h"
#include "report/SourcePaths.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace gfpcheck::report {

namespace {

namespace json = llvm::json;

class JsonReporter : public Reporter {
public:
  JsonReporter(llvm::raw_ostream &OS, RunContext Context)
      : OS(OS), J(OS, /*IndentSize=*/1), Context(std::move(Context)) {
    J.objectBegin();
    J.attribute("format", 1);
    J.attribute("version", GFPCHECK_VERSION);
    J.attribute("rules", findings::jsonText(this->Context.RulesDigest));
    J.attributeBegin("findings");
    J.arrayBegin();
  }

  void add(const Entry &E) override {
    json::Value V = findings::toJSON(relative(E.Finding));
    if (E.Suppressed)
      V.getAsObject()->insert(
          {"suppressed", findings::jsonText(*E.Suppressed)});
    if (E.State)
      V.getAsObject()->insert({"state", stateName(*E.State)});
    J.value(V);
  }

  void finish(const RunSummary &Summary) override {
    J.arrayEnd();
    J.attributeEnd();
    J.attributeArray("failed", [&] {
      for (const FailedFile &Failed : Summary.Failed)
        J.value(json::Object{{"file", findings::jsonText(shown(Failed.File))},
                             {"reasons", texts(Failed.Reasons)}});
    });
    J.attribute("notices", texts(Summary.Notices));
    J.attribute("filesChecked", int64_t(Summary.FilesChecked));
    J.attribute("exitCode", Summary.ExitCode);
    J.objectEnd();
    J.flush();
    OS << '\n';
    OS.flush();
    Finished = true;
  }

  /// A report given up in the middle is thrown away, but the writer insists on
  /// its brackets.
  ~JsonReporter() override {
    if (Finished)
      return;
    J.arrayEnd();
    J.attributeEnd();
    J.objectEnd();
  }

private:
  static llvm::StringRef stateName(Change State) {
    switch (State) {
    case Change::Introduced:
      return "introduced";
    case Change::Fixed:
      return "fixed";
    case Change::Unchanged:
      return "unchanged";
    case Change::Silenced:
    case Change::BornSilent:
      break;
    }
    return "suppressed";
  }

  std::string shown(llvm::StringRef File) const {
    return relativeTo(File, Context.WorkingDirectory);
  }

  findings::Finding relative(findings::Finding F) const {
    F.Where.File = shown(F.Where.File);
    for (findings::TraceStep &Step : F.Trace)
      Step.Where.File = shown(Step.Where.File);
    for (findings::Fix &Fix : F.Fixes)
      for (findings::Edit &E : Fix.Edits)
        E.File = shown(E.File);
    return F;
  }

  static json::Value texts(llvm::ArrayRef<std::string> Texts) {
    json::Array Out;
    for (const std::string &Text : Texts)
      Out.push_back(findings::jsonText(Text));
    return Out;
  }

  llvm::raw_ostream &OS;
  json::OStream J;
  bool Finished = false;
  RunContext Context;
};

} // namespace

std::unique_ptr<Reporter> makeJsonReporter(llvm::raw_ostream &OS,
                                           RunContext Context) {
  return std::make_unique<JsonReporter>(OS, std::move(Context));
}

} // namespace gfpcheck::report
