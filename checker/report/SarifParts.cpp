// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/SarifParts.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace gfpcheck::report::sarif {

namespace json = llvm::json;

/// Fit for a terminal: what could move its cursor becomes a space.
static std::string plain(llvm::StringRef Text) {
  std::string Out = Text.str();
  for (char &C : Out)
    if ((uint8_t(C) < 0x20 && C != '\t') || C == 0x7f)
      C = ' ';
  return Out;
}

static std::optional<std::string> decodeUri(llvm::StringRef Uri) {
  Uri.consume_front("file://");
  std::string Out;
  for (; !Uri.empty(); Uri = Uri.drop_front()) {
    unsigned Byte = 0;
    if (Uri.front() != '%') {
      Out += Uri.front();
      continue;
    }
    if (Uri.size() < 3 || Uri.substr(1, 2).getAsInteger(16, Byte))
      return std::nullopt;
    Out += char(Byte);
    Uri = Uri.drop_front(2);
  }
  return plain(Out);
}

static bool fromJSON(const json::Value &V, Text &T, json::Path At) {
  json::ObjectMapper O(V, At);
  std::optional<std::string> Whole, Id;
  if (!O || !O.map("text", Whole) || !O.map("id", Id))
    return false;
  if (!Whole && !Id) {
    At.field("text").report("missing value");
    return false;
  }
  T.Value = plain(Whole ? *Whole : *Id);
  return true;
}

static bool fromJSON(const json::Value &V, Line &L, json::Path At) {
  auto N = V.getAsInteger();
  if (!N || *N < 1 || *N > UINT32_MAX) {
    At.report("expected a number from 1");
    return false;
  }
  L.Number = unsigned(*N);
  return true;
}

static bool fromJSON(const json::Value &V, Uri &U, json::Path At) {
  auto Encoded = V.getAsString();
  auto Path = Encoded ? decodeUri(*Encoded) : std::nullopt;
  if (!Path || Path->empty()) {
    At.report("expected a URI");
    return false;
  }
  U.Path = std::move(*Path);
  return true;
}

static bool fromJSON(const json::Value &V, Artifact &A, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("uri", A.Name);
}

static bool fromJSON(const json::Value &V, Snippet &S, json::Path At) {
  json::ObjectMapper O(V, At);
  if (!O || !O.map("text", S.Text))
    return false;
  if (S.Text)
    S.Text = plain(*S.Text);
  return true;
}

static bool fromJSON(const json::Value &V, Region &R, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("startLine", R.Start) && O.map("startColumn", R.Column) &&
         O.mapOptional("snippet", R.Snippet);
}

static bool fromJSON(const json::Value &V, Physical &P, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.mapOptional("artifactLocation", P.File) &&
         O.map("region", P.Part);
}

static bool fromJSON(const json::Value &V, Logical &L, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("name", L.Name);
}

static bool fromJSON(const json::Value &V, Location &L, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.mapOptional("physicalLocation", L.Where) &&
         O.mapOptional("logicalLocations", L.Functions) &&
         O.map("message", L.Message);
}

static bool fromJSON(const json::Value &V, FlowStep &S, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.mapOptional("location", S.Where) &&
         O.mapOptional("kinds", S.Kinds);
}

static bool fromJSON(const json::Value &V, ThreadFlow &F, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("locations", F.Steps);
}

static bool fromJSON(const json::Value &V, CodeFlow &F, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("threadFlows", F.Threads);
}

static bool fromJSON(const json::Value &V, Described &D, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("description", D.Description);
}

static bool fromJSON(const json::Value &V, Suppression &S, json::Path At) {
  json::ObjectMapper O(V, At);
  if (!O || !O.mapOptional("status", S.Status) ||
      !O.mapOptional("justification", S.Reason))
    return false;
  S.Reason = plain(S.Reason);
  return true;
}

static bool fromJSON(const json::Value &V, Rule &R, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("id", R.Id);
}

static bool fromJSON(const json::Value &V, Level &L, json::Path At) {
  auto Value = llvm::StringSwitch<std::optional<findings::Severity>>(
                   V.getAsString().value_or(""))
                   .Case("error", findings::Severity::Error)
                   .Case("warning", findings::Severity::Warning)
                   .Cases("note", "none", findings::Severity::Advice)
                   .Default(std::nullopt);
  if (!Value) {
    At.report("expected error, warning, note or none");
    return false;
  }
  L.Value = *Value;
  return true;
}

static bool fromJSON(const json::Value &V, Properties &P, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("precision", P.Precision) &&
         O.map("rulesDigest", P.RulesDigest);
}

static bool fromJSON(const json::Value &V, Result &R, json::Path At) {
  json::ObjectMapper O(V, At);
  std::optional<std::string> Id;
  Rule Named;
  if (!O || !O.map("ruleId", Id) || !O.mapOptional("rule", Named) ||
      !O.mapOptional("kind", R.Kind) ||
      !O.mapOptional("baselineState", R.Baseline) ||
      !O.mapOptional("level", R.Severity) || !O.map("message", R.Message) ||
      !O.mapOptional("locations", R.Places) ||
      !O.mapOptional("partialFingerprints", R.Fingerprints) ||
      !O.mapOptional("codeFlows", R.Flows) ||
      !O.mapOptional("fixes", R.Fixes) ||
      !O.mapOptional("suppressions", R.Suppressions) ||
      !O.mapOptional("properties", R.Extra))
    return false;
  if (!Id && !Named.Id) {
    At.field("ruleId").report("missing value");
    return false;
  }
  R.RuleId = plain(Id ? *Id : *Named.Id);
  if (R.Fingerprints.empty() && R.isFinding()) {
    At.field("partialFingerprints")
        .report("no fingerprint to recognise the finding by");
    return false;
  }
  return true;
}

static bool fromJSON(const json::Value &V, Driver &D, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("name", D.Name) && O.mapOptional("version", D.Version) &&
         O.mapOptional("properties", D.Extra);
}

static bool fromJSON(const json::Value &V, Tool &T, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("driver", T.Program);
}

static bool fromJSON(const json::Value &V, Notification &N, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.mapOptional("level", N.Severity) &&
         O.map("message", N.Message) && O.mapOptional("locations", N.Places);
}

static bool fromJSON(const json::Value &V, Invocation &I, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.mapOptional("toolExecutionNotifications", I.Failures);
}

static bool fromJSON(const json::Value &V, Run &R, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("tool", R.Maker) && O.map("results", R.Results) &&
         O.mapOptional("invocations", R.Invocations);
}

bool fromJSON(const json::Value &V, Log &L, json::Path At) {
  json::ObjectMapper O(V, At);
  if (!O || !O.map("version", L.Version))
    return false;
  if (L.Version != "2.1.0") {
    At.field("version").report("only version 2.1.0 can be read");
    return false;
  }
  return O.map("runs", L.Runs);
}

} // namespace gfpcheck::report::sarif
