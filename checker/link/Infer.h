// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a linked program shows of its own functions, said as rules: whoever
// checks one file without the rest knows what the rest does.
#ifndef GFPCHECK_LINK_INFER_H
#define GFPCHECK_LINK_INFER_H

#include "link/Linker.h"

namespace gfpcheck::link {

/// Sources in Api::Source are relative to Root, a folder with a '/' at its end;
/// without one, to the folder that all files are in.
struct InferOptions {
  std::string Root;
  /// Also of functions that nobody in another folder calls.
  bool Everything = false;
  /// Say less where the callers of a function contradict its body: if several
  /// hold what is in Forbidden, it does not simply sleep, and who leaves a lock
  /// held without anybody who lets it go has not been understood.
  bool AskCallers = true;
  model::ContextMask Forbidden = 0;
};

/// Of every external function that is defined once and does something worth
/// knowing: whether and when it sleeps, what it allocates, how it leaves the
/// context of its caller. Sorted by name; all Trust::Derived. L has propagated.
/// Says nothing where a rule cannot: an operation after the caller's lock has
/// been let go, a lock taken on some ways out.
std::vector<model::Api> infer(Linker &L, const InferOptions &Opts);

/// A function of which body and rule say different things.
struct Disagreement {
  std::string Name, What; ///< "sleeps: the rule says 'never', the body ..."
  std::string Source;     ///< Of the body.
};

/// Where Inferred contradicts what Rules say of the same function, sorted by
/// name. That one of them is silent is no contradiction.
std::vector<Disagreement> compareRules(llvm::ArrayRef<model::Api> Inferred,
                                       const model::RuleSet &Rules);

} // namespace gfpcheck::link

#endif
