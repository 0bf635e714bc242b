// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ReportOutput.h"
#include "driver/AtomicFile.h"
#include "findings/FindingJson.h"
#include "model/RuleSet.h"

namespace gfpcheck::driver {

ReportOutput::ReportOutput(const ReportRequest &Request,
                           const model::RuleSet &Rules,
                           std::string WorkingDirectory)
    : Request(Request), Chosen(Request.Receiver) {
  if (Chosen)
    return;
  bool ToStdout = Request.OutputFile.empty() &&
                  Request.Format == Format::Text && !Request.Quiet;
  llvm::raw_ostream &OS =
      ToStdout ? static_cast<llvm::raw_ostream &>(llvm::outs()) : Buffered;
  report::RunContext Context;
  Context.WorkingDirectory = std::move(WorkingDirectory);
  Context.Rules = Rules.bugs();
  Context.RulesDigest = Rules.digest().str();
  Context.Colors =
      ToStdout && llvm::outs().is_displayed() && llvm::outs().has_colors();
  switch (Request.Format) {
  case Format::Text:
    Own = report::makeTextReporter(OS, std::move(Context));
    break;
  case Format::Json:
    Own = report::makeJsonReporter(OS, std::move(Context));
    break;
  case Format::Sarif:
    Own = report::makeSarifReporter(OS, std::move(Context));
    break;
  }
  Chosen = Own.get();
}

llvm::Error ReportOutput::write() {
  if (Request.Quiet || Request.Receiver)
    return llvm::Error::success();
  if (!Request.OutputFile.empty())
    return writeAtomically(Request.OutputFile, Buffered.str());
  llvm::outs() << Buffered.str();
  llvm::outs().flush();
  if (!llvm::outs().has_error())
    return llvm::Error::success();
  std::error_code EC = llvm::outs().error();
  llvm::outs().clear_error();
  return llvm::createStringError(EC,
                                 "cannot write the findings: " + EC.message());
}

std::string describe(const SeverityCounts &Counts) {
  std::string Text;
  for (unsigned S = Counts.size(); S-- != 0;) {
    if (!Counts[S])
      continue;
    Text += (Text.empty() ? " (" : ", ") + std::to_string(Counts[S]) + " " +
            findings::severityName(findings::Severity(S)).str();
    if (findings::Severity(S) != findings::Severity::Advice && Counts[S] != 1)
      Text += "s";
  }
  return Text.empty() ? Text : Text + ")";
}

} // namespace gfpcheck::driver
