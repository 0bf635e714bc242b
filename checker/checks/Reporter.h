// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What all checks of one translation unit share: the facts, the rules, and how
// places and traces become part of a finding.
#ifndef GFPCHECK_CHECKS_REPORTER_H
#define GFPCHECK_CHECKS_REPORTER_H

#include "analysis/CallModel.h"
#include "checks/Engine.h"

namespace gfpcheck::checks {

/// The rule if it exists and is enabled, else null.
const model::BugRule *enabledRule(const model::RuleSet &Rules,
                                  const EngineOptions &Opts,
                                  llvm::StringRef Id);

class Reporter {
public:
  Reporter(const facts::TuFacts &Tu, const model::RuleSet &Rules,
           const model::GfpDecoder &Gfp, const EngineOptions &Opts)
      : Tu(Tu), Rules(Rules), Gfp(Gfp), Opts(Opts) {}

  findings::Place place(facts::Loc L) const;
  llvm::StringRef str(support::StringId Id) const {
    return Tu.Strings->str(Id);
  }
  bool inMainFile(facts::Loc L) const { return L.File == Tu.MainFile; }

  /// The flags of the kernel being checked.
  const model::GfpTable &gfpTable() const {
    return Rules.gfp(Opts.KernelVersion ? Opts.KernelVersion
                                        : Tu.Environment.KernelVersion);
  }
  /// The same of its rules and options.
  const model::BugRule *rule(llvm::StringRef Id) const;

  /// The calls from the finding's function down to the operation, told from
  /// the operation outwards.
  void addCalls(findings::Finding &F, support::StringId Outermost,
                llvm::ArrayRef<analysis::Origin::Step> Path) const;
  void addStep(findings::Finding &F, findings::TraceStep::Kind K,
               facts::Loc Where, support::StringId Function,
               std::string Message) const;

  /// A finding of Rule with its severity capped by how sure we are.
  findings::Finding make(const model::BugRule &Rule, findings::Confidence C,
                         facts::Loc Where, support::StringId Function,
                         std::string Message) const;
  /// Fingerprints the finding with parts that do not move, and keeps it.
  void add(findings::Finding F, llvm::ArrayRef<llvm::StringRef> Identity);
  /// Sorted, without duplicates, told to the sink.
  void flush(findings::FindingSink &Sink);

  const facts::TuFacts &Tu;
  const model::RuleSet &Rules;
  const model::GfpDecoder &Gfp;
  const EngineOptions &Opts;

private:
  std::vector<findings::Finding> All;
};

/// "'x' in 'f' is called": quotes code for a message.
std::string quoted(llvm::StringRef Code);

} // namespace gfpcheck::checks

#endif
