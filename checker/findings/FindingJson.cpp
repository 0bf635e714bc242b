// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "findings/FindingJson.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::findings {

namespace json = llvm::json;

namespace {

constexpr llvm::StringLiteral SeverityNames[] = {"advice", "warning", "error"};
constexpr llvm::StringLiteral ConfidenceNames[] = {"low", "medium", "high"};
constexpr llvm::StringLiteral StepNames[] = {
    "context-begins", "call",       "operation", "registration",
    "condition",      "allocation", "note"};

template <typename EnumT, size_t N>
std::optional<EnumT> fromName(const llvm::StringLiteral (&Names)[N],
                              llvm::StringRef Name) {
  for (size_t I = 0; I != N; ++I)
    if (Names[I] == Name)
      return EnumT(I);
  return std::nullopt;
}

template <typename EnumT, size_t N>
bool mapName(json::ObjectMapper &O, llvm::StringLiteral Key,
             const llvm::StringLiteral (&Names)[N], EnumT &Out, json::Path At) {
  std::string Name;
  if (!O.map(Key, Name))
    return false;
  auto Value = fromName<EnumT>(Names, Name);
  if (!Value) {
    At.field(Key).report("unknown name");
    return false;
  }
  Out = *Value;
  return true;
}

bool mapNumber(json::ObjectMapper &O, llvm::StringLiteral Key, unsigned &Out,
               json::Path At) {
  uint64_t Number = 0;
  if (!O.map(Key, Number))
    return false;
  if (Number > UINT32_MAX) {
    At.field(Key).report("number too large");
    return false;
  }
  Out = unsigned(Number);
  return true;
}

} // namespace

llvm::StringRef severityName(Severity S) { return SeverityNames[unsigned(S)]; }
llvm::StringRef confidenceName(Confidence C) {
  return ConfidenceNames[unsigned(C)];
}
llvm::StringRef stepName(TraceStep::Kind K) { return StepNames[unsigned(K)]; }
std::optional<Severity> severityFromName(llvm::StringRef Name) {
  return fromName<Severity>(SeverityNames, Name);
}
std::optional<Confidence> confidenceFromName(llvm::StringRef Name) {
  return fromName<Confidence>(ConfidenceNames, Name);
}
std::optional<TraceStep::Kind> stepFromName(llvm::StringRef Name) {
  return fromName<TraceStep::Kind>(StepNames, Name);
}

json::Value jsonText(llvm::StringRef Text) {
  if (json::isUTF8(Text))
    return Text.str();
  return json::fixUTF8(Text);
}

json::Value toJSON(const Place &P) {
  return json::Object{
      {"file", jsonText(P.File)}, {"line", P.Line}, {"column", P.Column}};
}

bool fromJSON(const json::Value &V, Place &P, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("file", P.File) && mapNumber(O, "line", P.Line, At) &&
         mapNumber(O, "column", P.Column, At);
}

static json::Value toJSON(const TraceStep &S) {
  return json::Object{{"kind", stepName(S.What)},
                      {"where", toJSON(S.Where)},
                      {"function", jsonText(S.Function)},
                      {"message", jsonText(S.Message)}};
}

static bool fromJSON(const json::Value &V, TraceStep &S, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && mapName(O, "kind", StepNames, S.What, At) &&
         O.map("where", S.Where) && O.map("function", S.Function) &&
         O.map("message", S.Message);
}

static json::Value toJSON(const Edit &E) {
  return json::Object{{"file", jsonText(E.File)},
                      {"begin", E.Begin},
                      {"end", E.End},
                      {"text", jsonText(E.Text)}};
}

static bool fromJSON(const json::Value &V, Edit &E, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("file", E.File) && mapNumber(O, "begin", E.Begin, At) &&
         mapNumber(O, "end", E.End, At) && O.map("text", E.Text);
}

static json::Value toJSON(const Fix &F) {
  json::Array Edits;
  for (const Edit &E : F.Edits)
    Edits.push_back(toJSON(E));
  return json::Object{{"description", jsonText(F.Description)},
                      {"edits", std::move(Edits)}};
}

static bool fromJSON(const json::Value &V, Fix &F, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("description", F.Description) && O.map("edits", F.Edits);
}

static bool isText(const Fix &F) {
  return llvm::all_of(F.Edits,
                      [](const Edit &E) { return json::isUTF8(E.Text); });
}

json::Value toJSON(const Finding &F) {
  json::Array Trace, Fixes;
  for (const TraceStep &S : F.Trace)
    Trace.push_back(toJSON(S));
  for (const Fix &Fix : F.Fixes)
    if (isText(Fix))
      Fixes.push_back(toJSON(Fix));
  json::Object Out{{"rule", jsonText(F.RuleId)},
                   {"severity", severityName(F.Severity)},
                   {"confidence", confidenceName(F.Confidence)},
                   {"where", toJSON(F.Where)},
                   {"function", jsonText(F.Function)},
                   {"message", jsonText(F.Message)},
                   {"trace", std::move(Trace)},
                   {"fixes", std::move(Fixes)},
                   {"fingerprint", jsonText(F.Fingerprint)}};
  if (!F.Hearsay.empty())
    Out["hearsay"] = jsonText(F.Hearsay);
  return Out;
}

bool fromJSON(const json::Value &V, Finding &F, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("rule", F.RuleId) &&
         mapName(O, "severity", SeverityNames, F.Severity, At) &&
         mapName(O, "confidence", ConfidenceNames, F.Confidence, At) &&
         O.map("where", F.Where) && O.map("function", F.Function) &&
         O.map("message", F.Message) && O.map("trace", F.Trace) &&
         O.map("fixes", F.Fixes) && O.map("fingerprint", F.Fingerprint) &&
         O.mapOptional("hearsay", F.Hearsay);
}

json::Value toJSON(const SourceExcerpt &E) {
  json::Array Lines, Offsets, Contents;
  for (const auto &[Key, Text] : E.lines())
    Lines.push_back(
        json::Array{jsonText(Key.first), Key.second, jsonText(Text)});
  for (const auto &[Key, Where] : E.offsets())
    Offsets.push_back(
        json::Array{jsonText(Key.first), Key.second, Where.Line, Where.Column});
  for (const auto &[File, Hash] : E.contents())
    Contents.push_back(json::Array{jsonText(File), Hash});
  return json::Object{{"lines", std::move(Lines)},
                      {"offsets", std::move(Offsets)},
                      {"contents", std::move(Contents)}};
}

/// The rows of an array member; null, reported, when it is something else.
static const json::Array *rows(const json::Value &V, llvm::StringRef Key,
                               json::Path At) {
  const json::Object *O = V.getAsObject();
  const json::Array *Rows = O ? O->getArray(Key) : nullptr;
  if (!Rows)
    At.field(Key).report("expected array");
  return Rows;
}

static std::optional<unsigned> number(const json::Array &Row, size_t I) {
  std::optional<int64_t> N = Row[I].getAsInteger();
  if (!N || *N < 0 || *N > UINT32_MAX)
    return std::nullopt;
  return unsigned(*N);
}

static bool lineFromRow(const json::Value &V, SourceExcerpt &E) {
  const json::Array *Row = V.getAsArray();
  if (!Row || Row->size() != 3)
    return false;
  auto File = (*Row)[0].getAsString(), Text = (*Row)[2].getAsString();
  auto Line = number(*Row, 1);
  if (!File || !Text || !Line)
    return false;
  E.addLine(*File, *Line, *Text);
  return true;
}

static bool offsetFromRow(const json::Value &V, SourceExcerpt &E) {
  const json::Array *Row = V.getAsArray();
  if (!Row || Row->size() != 4)
    return false;
  auto File = (*Row)[0].getAsString();
  auto Offset = number(*Row, 1), Line = number(*Row, 2),
       Column = number(*Row, 3);
  if (!File || !Offset || !Line || !Column)
    return false;
  E.addOffset(*File, *Offset, Place{File->str(), *Line, *Column});
  return true;
}

static bool contentFromRow(const json::Value &V, SourceExcerpt &E) {
  const json::Array *Row = V.getAsArray();
  if (!Row || Row->size() != 2)
    return false;
  auto File = (*Row)[0].getAsString(), Hash = (*Row)[1].getAsString();
  if (!File || !Hash)
    return false;
  E.addContent(*File, *Hash);
  return true;
}

bool fromJSON(const json::Value &V, SourceExcerpt &E, json::Path At) {
  const json::Array *Lines = rows(V, "lines", At);
  const json::Array *Offsets = rows(V, "offsets", At);
  const json::Array *Contents = rows(V, "contents", At);
  if (!Lines || !Offsets || !Contents)
    return false;
  bool Ok =
      llvm::all_of(*Lines, [&](auto &Row) { return lineFromRow(Row, E); }) &&
      llvm::all_of(*Offsets,
                   [&](auto &Row) { return offsetFromRow(Row, E); }) &&
      llvm::all_of(*Contents,
                   [&](auto &Row) { return contentFromRow(Row, E); });
  if (!Ok)
    At.report("malformed excerpt");
  return Ok;
}

} // namespace gfpcheck::findings
