// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Reporter.h"
#include "findings/Fingerprint.h"
#include "llvm/ADT/STLExtras.h"
#include <tuple>

namespace gfpcheck::checks {

using findings::Confidence;
using findings::Finding;
using findings::Severity;
using findings::TraceStep;

std::string quoted(llvm::StringRef Code) { return "'" + Code.str() + "'"; }

findings::Place Reporter::place(facts::Loc L) const {
  return {Tu.Files[L.File], L.Line, L.Col};
}

const model::BugRule *enabledRule(const model::RuleSet &Rules,
                                  const EngineOptions &Opts,
                                  llvm::StringRef Id) {
  const model::BugRule *R = Rules.bug(Id);
  return R && (!Opts.Enabled || Opts.Enabled(Id)) ? R : nullptr;
}

const model::BugRule *Reporter::rule(llvm::StringRef Id) const {
  return enabledRule(Rules, Opts, Id);
}

void Reporter::addStep(Finding &F, TraceStep::Kind K, facts::Loc Where,
                       support::StringId Function, std::string Message) const {
  TraceStep S;
  S.What = K;
  S.Where = place(Where);
  S.Function = str(Function).str();
  S.Message = std::move(Message);
  F.Trace.push_back(std::move(S));
}

void Reporter::addCalls(Finding &F, support::StringId Outermost,
                        llvm::ArrayRef<analysis::Origin::Step> Path) const {
  for (size_t I = Path.size(); I-- > 0;) {
    support::StringId Caller = I ? Path[I - 1].Callee : Outermost;
    addStep(F, TraceStep::Kind::Call, Path[I].Where, Caller,
            quoted(str(Path[I].Callee)) + " is called by " +
                quoted(str(Caller)));
  }
}

static Severity severityOf(const model::BugRule &R, Confidence C) {
  Severity S = R.Severity == "error"     ? Severity::Error
               : R.Severity == "warning" ? Severity::Warning
                                         : Severity::Advice;
  if (C == Confidence::Medium)
    S = std::min(S, Severity::Warning);
  if (C == Confidence::Low)
    S = Severity::Advice;
  return S;
}

Finding Reporter::make(const model::BugRule &Rule, Confidence C,
                       facts::Loc Where, support::StringId Function,
                       std::string Message) const {
  Finding F;
  F.RuleId = Rule.Id;
  F.Severity = severityOf(Rule, C);
  F.Confidence = C;
  F.Where = place(Where);
  F.Function = str(Function).str();
  F.Message = std::move(Message);
  return F;
}

void Reporter::add(Finding F, llvm::ArrayRef<llvm::StringRef> Identity) {
  if (F.Confidence < Opts.MinConfidence)
    return;
  std::vector<llvm::StringRef> Parts{F.RuleId, F.Function};
  Parts.insert(Parts.end(), Identity.begin(), Identity.end());
  F.Fingerprint = findings::fingerprint(Parts);
  All.push_back(std::move(F));
}

void Reporter::flush(findings::FindingSink &Sink) {
  findings::sortUnique(All, [](const Finding &F) {
    return std::tie(F.Where, F.RuleId, F.Message, F.Fingerprint);
  });
  for (Finding &F : All)
    Sink.add(std::move(F));
  All.clear();
}

} // namespace gfpcheck::checks
