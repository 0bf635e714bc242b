// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/SarifReader.h"
#include "findings/FindingJson.h"
#include "findings/Fingerprint.h"
#include "report/SarifParts.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

namespace gfpcheck::report {

namespace {

namespace json = llvm::json;

/// The parser calls itself for every level.
constexpr unsigned DeepestNesting = 200;

bool nestedTooDeep(llvm::StringRef Text) {
  unsigned Depth = 0;
  bool InString = false;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (InString) {
      if (C == '\\')
        ++I;
      InString = C != '"';
    } else if (C == '"') {
      InString = true;
    } else if (C == '[' || C == '{') {
      if (++Depth > DeepestNesting)
        return true;
    } else if ((C == ']' || C == '}') && Depth) {
      --Depth;
    }
  }
  return false;
}

/// A column of characters as one of bytes.
unsigned byteColumn(llvm::StringRef Line, unsigned Column) {
  if (Column < 2)
    return Column;
  size_t I = 0;
  for (unsigned Before = 1; Before < Column && I < Line.size(); ++I)
    Before += I + 1 == Line.size() || (uint8_t(Line[I + 1]) & 0xC0) != 0x80;
  return I < Line.size() ? unsigned(I + 1) : Column;
}

class Converter {
public:
  explicit Converter(Recording &Out) : Out(Out) {}

  void take(sarif::Run &Run) {
    sarif::Driver &Program = Run.Maker.Program;
    Out.Tool = std::move(Program.Name);
    Out.Version = std::move(Program.Version);
    Out.RulesDigest = Program.Extra.RulesDigest.value_or("");
    for (sarif::Result &R : Run.Results)
      if (R.isFinding())
        take(R);
    for (const sarif::Invocation &I : Run.Invocations)
      for (const sarif::Notification &N : I.Failures)
        if (N.Severity.Value == findings::Severity::Error)
          for (const sarif::Location &Where : N.Places)
            if (Where.Where.File.Name)
              Out.Failed.push_back(
                  {Where.Where.File.Name->Path, {N.Message.Value}});
  }

private:
  findings::Place place(const sarif::Location &L) {
    findings::Place Where;
    if (L.Where.File.Name)
      Where.File = L.Where.File.Name->Path;
    const std::optional<sarif::Region> &Part = L.Where.Part;
    if (!Part || !Part->Start)
      return Where;
    Where.Line = Part->Start->Number;
    Where.Column = Part->Column ? Part->Column->Number : 0;
    if (const auto &Line = Part->Snippet.Text) {
      Out.Excerpt.addLine(Where.File, Where.Line, *Line);
      Where.Column = byteColumn(*Line, Where.Column);
    }
    return Where;
  }

  static std::string function(const sarif::Location &L) {
    return L.Functions.empty() ? "" : L.Functions.front().Name.value_or("");
  }

  static findings::Confidence confidence(const sarif::Properties &Extra) {
    std::string Name = Extra.Precision.value_or("high");
    return findings::confidenceFromName(Name).value_or(
        Name == "very-high" ? findings::Confidence::High
                            : findings::Confidence::Medium);
  }

  /// From the finding outwards; the last step of a flow is the finding itself.
  std::vector<findings::TraceStep> trace(const sarif::Result &R) {
    std::vector<findings::TraceStep> Trace;
    if (R.Flows.empty() || R.Flows.front().Threads.empty())
      return Trace;
    const auto &Steps = R.Flows.front().Threads.front().Steps;
    for (const sarif::FlowStep &S :
         llvm::drop_begin(llvm::reverse(Steps), Steps.empty() ? 0 : 1)) {
      findings::TraceStep Step;
      Step.Where = place(S.Where);
      Step.Function = function(S.Where);
      Step.Message = S.Where.Message ? S.Where.Message->Value : "";
      if (!S.Kinds.empty())
        Step.What = findings::stepFromName(S.Kinds.front())
                        .value_or(findings::TraceStep::Kind::Note);
      Trace.push_back(std::move(Step));
    }
    return Trace;
  }

  static std::optional<std::string> suppression(const sarif::Result &R) {
    for (const sarif::Suppression &S : R.Suppressions)
      if (S.Status == "accepted")
        return S.Reason;
    return std::nullopt;
  }

  void take(sarif::Result &R) {
    findings::Finding F;
    F.RuleId = std::move(R.RuleId);
    F.Severity = R.Severity.Value;
    F.Confidence = confidence(R.Extra);
    F.Message = std::move(R.Message.Value);
    if (!R.Places.empty()) {
      F.Where = place(R.Places.front());
      F.Function = function(R.Places.front());
    }
    F.Trace = trace(R);
    for (const sarif::Described &Fix : R.Fixes)
      if (Fix.Description)
        F.Fixes.push_back({Fix.Description->Value, {}});
    if (auto It = R.Fingerprints.find(findings::FingerprintName.str());
        It != R.Fingerprints.end())
      F.Fingerprint = It->second;
    Out.Findings.push_back(
        {std::move(F), suppression(R), std::move(R.Fingerprints)});
  }

  Recording &Out;
};

} // namespace

llvm::Expected<Recording> readSarif(llvm::StringRef Text,
                                    llvm::StringRef Name) {
  auto Fail = [&](const llvm::Twine &Why) {
    return llvm::createStringError("cannot use '" + Name +
                                   "' as SARIF: " + Why);
  };
  Text.consume_front("\xef\xbb\xbf"); // Editors on other systems add it.
  if (nestedTooDeep(Text))
    return Fail("it is nested more than " + llvm::Twine(DeepestNesting) +
                " levels deep");
  auto Root = json::parse(Text);
  if (!Root)
    return Fail("it is not JSON: " + llvm::toString(Root.takeError()));
  json::Path::Root Where("$");
  sarif::Log Log;
  if (!fromJSON(*Root, Log, Where))
    return Fail(llvm::toString(Where.getError()));
  Recording Out;
  Converter To(Out);
  for (sarif::Run &Run : Log.Runs)
    To.take(Run);
  return Out;
}

} // namespace gfpcheck::report
