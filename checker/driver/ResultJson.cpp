// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ResultJson.h"
#include "findings/FindingJson.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

namespace gfpcheck::driver {

namespace json = llvm::json;

static json::Array texts(const std::vector<std::string> &Texts) {
  json::Array Out;
  for (const std::string &Text : Texts)
    Out.push_back(findings::jsonText(Text));
  return Out;
}

std::string resultToJSON(const TuResult &Result) {
  json::Array Findings;
  for (const findings::Finding &F : Result.Findings)
    Findings.push_back(findings::toJSON(F));
  json::Object Root{{"findings", std::move(Findings)},
                    {"errors", texts(Result.Errors)},
                    {"notices", texts(Result.Notices)},
                    {"incomplete", texts(Result.Incomplete)},
                    {"dropped", texts(Result.DroppedOptions)},
                    {"excerpt", findings::toJSON(Result.Excerpt)}};
  return llvm::formatv("{0}", json::Value(std::move(Root))).str();
}

/// llvm's parser goes down as deep as brackets do, and what it makes takes many
/// times the text.
static bool sensible(llvm::StringRef Text) {
  constexpr size_t MaxText = 64u << 20;
  constexpr int MaxDepth = 16;
  if (Text.size() > MaxText)
    return false;
  int Depth = 0;
  bool Quoted = false;
  for (size_t I = 0; I != Text.size(); ++I) {
    char C = Text[I];
    if (Quoted && C == '\\') {
      if (++I == Text.size())
        return false;
    } else if (C == '"') {
      Quoted = !Quoted;
    } else if (!Quoted && (C == '[' || C == '{')) {
      if (++Depth > MaxDepth)
        return false;
    } else if (!Quoted && (C == ']' || C == '}')) {
      --Depth;
    }
  }
  return true;
}

llvm::Expected<json::Value> parseBounded(llvm::StringRef Text) {
  if (!sensible(Text))
    return llvm::createStringError("damaged: too long, or nested too deeply");
  return json::parse(Text);
}

llvm::Expected<TuResult> resultFromJSON(llvm::StringRef Text) {
  // Most files have nothing to tell.
  static const std::string Nothing = resultToJSON(TuResult());
  if (Text == Nothing)
    return TuResult();
  auto Root = parseBounded(Text);
  if (!Root)
    return Root.takeError();
  TuResult Result;
  json::Path::Root Where("result");
  json::ObjectMapper O(*Root, Where);
  if (!O || !O.map("findings", Result.Findings) ||
      !O.map("errors", Result.Errors) || !O.map("notices", Result.Notices) ||
      !O.map("incomplete", Result.Incomplete) ||
      !O.map("dropped", Result.DroppedOptions) ||
      !O.map("excerpt", Result.Excerpt))
    return Where.getError();
  return Result;
}

static std::string withSize(llvm::StringRef Part) {
  std::string Out(8, '\0');
  llvm::support::endian::write64le(Out.data(), Part.size());
  return Out += Part;
}

std::string packResult(const TuResult &Result) {
  return withSize(resultToJSON(Result)) + withSize(Result.Teaching) +
         Result.Unit;
}

/// Takes what withSize made off the front; nothing if it is not all there.
static std::optional<llvm::StringRef> takePart(llvm::StringRef &Payload) {
  if (Payload.size() < 8)
    return std::nullopt;
  uint64_t Size = llvm::support::endian::read64le(Payload.data());
  if (Size > Payload.size() - 8)
    return std::nullopt;
  llvm::StringRef Part = Payload.substr(8, Size);
  Payload = Payload.drop_front(8 + Size);
  return Part;
}

llvm::Expected<TuResult> unpackResult(llvm::StringRef Payload) {
  auto Text = takePart(Payload), Teaching = takePart(Payload);
  if (!Text || !Teaching)
    return llvm::createStringError("a result that is cut off");
  auto Result = resultFromJSON(*Text);
  if (Result) {
    Result->Teaching = Teaching->str();
    Result->Unit = Payload.str();
  }
  return Result;
}

llvm::StringRef jsonOf(llvm::StringRef Payload) {
  return takePart(Payload).value_or("");
}

llvm::StringRef teachingOf(llvm::StringRef Payload) {
  return takePart(Payload) ? takePart(Payload).value_or("") : "";
}

} // namespace gfpcheck::driver
