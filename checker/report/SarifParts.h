// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The parts of a SARIF log that are read, named and nested as SARIF has them.
#ifndef GFPCHECK_REPORT_SARIFPARTS_H
#define GFPCHECK_REPORT_SARIFPARTS_H

#include "findings/Finding.h"
#include "llvm/Support/JSON.h"
#include <map>
#include <optional>

namespace gfpcheck::report::sarif {

struct Text {
  std::string Value;
};

struct Line {
  unsigned Number = 0;
};

struct Uri {
  std::string Path;
};

struct Artifact {
  std::optional<Uri> Name;
};

struct Snippet {
  std::optional<std::string> Text;
};

struct Region {
  std::optional<Line> Start, Column;
  sarif::Snippet Snippet;
};

struct Physical {
  Artifact File;
  std::optional<Region> Part;
};

struct Logical {
  std::optional<std::string> Name;
};

struct Location {
  Physical Where;
  std::vector<Logical> Functions;
  std::optional<Text> Message;
};

struct FlowStep {
  Location Where;
  std::vector<std::string> Kinds;
};

struct ThreadFlow {
  std::vector<FlowStep> Steps;
};

struct CodeFlow {
  std::vector<ThreadFlow> Threads;
};

struct Described {
  std::optional<Text> Description;
};

struct Suppression {
  std::string Status = "accepted", Reason;
};

struct Rule {
  std::optional<std::string> Id;
};

struct Level {
  findings::Severity Value = findings::Severity::Warning;
};

struct Properties {
  std::optional<std::string> Precision, RulesDigest;
};

struct Result {
  std::string RuleId, Kind = "fail", Baseline;
  Level Severity;
  Text Message;
  std::vector<Location> Places;
  std::map<std::string, std::string> Fingerprints;
  std::vector<CodeFlow> Flows;
  std::vector<Described> Fixes;
  std::vector<Suppression> Suppressions;
  Properties Extra;

  bool isFinding() const {
    return Kind != "pass" && Kind != "notApplicable" && Baseline != "absent";
  }
};

struct Driver {
  std::string Name, Version;
  Properties Extra;
};

struct Tool {
  Driver Program;
};

struct Notification {
  Level Severity;
  Text Message;
  std::vector<Location> Places;
};

struct Invocation {
  std::vector<Notification> Failures;
};

struct Run {
  Tool Maker;
  std::vector<Result> Results;
  std::vector<Invocation> Invocations;
};

struct Log {
  std::string Version;
  std::vector<Run> Runs;
};

/// False, with the reason and the place at At, if a part is missing that has no
/// default here or has the wrong type.
bool fromJSON(const llvm::json::Value &V, Log &L, llvm::json::Path At);

} // namespace gfpcheck::report::sarif

#endif
