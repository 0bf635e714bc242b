// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a rule says of one call, in the caller's terms.
#ifndef GFPCHECK_SUMMARY_RULECALL_H
#define GFPCHECK_SUMMARY_RULECALL_H

#include "analysis/CallModel.h"
#include "model/RuleSet.h"

namespace gfpcheck::summary {

class RuleCalls {
public:
  RuleCalls(const model::RuleSet &Rules, const model::GfpDecoder &Gfp,
            const facts::TuEnvironment &Env, support::StringPool &Strings);

  /// The entry that this call means, or null. A symbol can stand for several
  /// spellings; the macros the call came out of tell which.
  const model::Api *entryFor(const facts::CallInfo &Call);
  /// An entry of that name whose Symbols may differ, or null.
  const model::RuleSet &rules() const { return Rules; }
  const model::GfpDecoder &gfp() const { return Gfp; }

  analysis::ResolvedCall resolve(const model::Api &A,
                                 const analysis::CallSite &Site,
                                 const analysis::State &S,
                                 analysis::Evaluator &Eval, bool Full);

private:
  struct Call; // one resolution in progress

  const model::RuleSet &Rules;
  const model::GfpDecoder &Gfp;
  support::StringPool &Strings;
  llvm::StringMap<int64_t> Constants;
  llvm::DenseMap<uint64_t, const model::Api *> Cache;
  llvm::DenseMap<support::StringId, bool> SeveralMeanings;
};

} // namespace gfpcheck::summary

#endif
