// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/RunReport.h"
#include "findings/FindingJson.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

namespace gfpcheck::driver {

namespace json = llvm::json;

/// A line of JSON each: what there is of linking, its findings, the files. (A
/// long array copies what it has each time it grows.)
std::string packReport(const RunReport &Report) {
  json::Array Better;
  for (const std::string &Name : Report.Linked.KnownBetter)
    Better.push_back(findings::jsonText(Name));
  json::Object Head{{"findings", int64_t(Report.Linked.Findings.size())},
                    {"knownBetter", std::move(Better)}};
  std::string Out = llvm::formatv("{0}", json::Value(std::move(Head))).str();
  for (const findings::Finding &F : Report.Linked.Findings)
    Out += llvm::formatv("\n{0}", findings::toJSON(F)).str();
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
  uint64_t Findings = 0;
  json::Path::Root Where("report");
  json::ObjectMapper O(*Root, Where);
  if (!O || !O.map("findings", Findings) || !O.map("knownBetter", Better))
    return Where.getError();
  Out.Linked.KnownBetter.insert(Better.begin(), Better.end());
  for (; Findings; --Findings) {
    auto [Line, More] = Rest.split('\n');
    auto F = json::parse<findings::Finding>(Line);
    if (!F)
      return F.takeError();
    Out.Linked.Findings.push_back(std::move(*F));
    Rest = More;
  }
  while (!Rest.empty()) {
    auto [Line, More] = Rest.split('\n');
    Out.Results.push_back(Line.str());
    Rest = More;
  }
  return Out;
}

} // namespace gfpcheck::driver
