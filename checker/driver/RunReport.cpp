// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/RunReport.h"
#include "findings/FindingJson.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

namespace gfpcheck::driver {

namespace json = llvm::json;

/// One line of JSON for linking, and one for each file.
std::string packReport(const RunReport &Report) {
  json::Array Findings, Better;
  for (const findings::Finding &F : Report.Linked.Findings)
    Findings.push_back(findings::toJSON(F));
  for (const std::string &Name : Report.Linked.KnownBetter)
    Better.push_back(findings::jsonText(Name));
  json::Object Head{{"findings", std::move(Findings)},
                    {"knownBetter", std::move(Better)}};
  std::string Out = llvm::formatv("{0}", json::Value(std::move(Head))).str();
  for (const std::string &Result : Report.Results)
    Out += "\n" + Result;
  return Out;
}

llvm::Expected<RunReport> unpackReport(llvm::StringRef Bytes) {
  RunReport Out;
  auto [Head, Rest] = Bytes.split('\n');
  auto Root = json::parse(Head);
  if (!Root)
    return Root.takeError();
  std::vector<std::string> Better;
  json::Path::Root Where("report");
  json::ObjectMapper O(*Root, Where);
  if (!O || !O.map("findings", Out.Linked.Findings) ||
      !O.map("knownBetter", Better))
    return Where.getError();
  Out.Linked.KnownBetter.insert(Better.begin(), Better.end());
  while (!Rest.empty()) {
    auto [Line, More] = Rest.split('\n');
    Out.Results.push_back(Line.str());
    Rest = More;
  }
  return Out;
}

} // namespace gfpcheck::driver
