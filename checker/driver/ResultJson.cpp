// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ResultJson.h"
#include "findings/FindingJson.h"
#include "llvm/Support/Base64.h"
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
                    {"unit", llvm::encodeBase64(Result.Unit)},
                    {"excerpt", findings::toJSON(Result.Excerpt)}};
  return llvm::formatv("{0}", json::Value(std::move(Root))).str();
}

llvm::Expected<TuResult> resultFromJSON(llvm::StringRef Text) {
  auto Root = json::parse(Text);
  if (!Root)
    return Root.takeError();
  TuResult Result;
  std::string Unit;
  json::Path::Root Where("result");
  json::ObjectMapper O(*Root, Where);
  if (!O || !O.map("findings", Result.Findings) ||
      !O.map("errors", Result.Errors) || !O.map("notices", Result.Notices) ||
      !O.map("incomplete", Result.Incomplete) ||
      !O.map("dropped", Result.DroppedOptions) || !O.map("unit", Unit) ||
      !O.map("excerpt", Result.Excerpt))
    return Where.getError();
  std::vector<char> Bytes;
  if (llvm::Error E = llvm::decodeBase64(Unit, Bytes))
    return E;
  Result.Unit.assign(Bytes.begin(), Bytes.end());
  return Result;
}

} // namespace gfpcheck::driver
