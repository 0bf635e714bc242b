// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Expressions that leave their function: those over its parameters, over
// globals and constants. A summary keeps them in a table of its own.
#ifndef GFPCHECK_SUMMARY_PORTABLE_H
#define GFPCHECK_SUMMARY_PORTABLE_H

#include "analysis/Evaluator.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>

namespace gfpcheck::summary {

/// In a portable table Var is parameter Value (0-based) if Value >= 0, else
/// the global named Name. Nothing else that is local can occur.
facts::ExprId portableGlobal(facts::ExprTable &Table, support::StringId Name,
                             facts::TypeInfo T);

/// Takes expressions of one function out of it.
class Exporter {
public:
  Exporter(const facts::FunctionFacts &F, const facts::ExprTable &From,
           facts::ExprTable &To)
      : F(F), From(From), To(To) {}

  /// E (canonical in S) as a portable expression, or nothing if it speaks of
  /// locals, of parameters since overwritten, or of results of calls.
  std::optional<facts::ExprId> operator()(const analysis::State &S,
                                          facts::ExprId E) {
    return translate(S, E, 0);
  }
  /// A lock, of which at least the field is kept when the way to it cannot be
  /// said: a Field of nothing (A = 0). 0 if not even that is known.
  facts::ExprId lock(const analysis::State &S, facts::ExprId E);
  const facts::ExprTable &portable() const { return To; }
  /// Results of calls that can be named by where they are stored now. Kept by
  /// reference until the next call.
  void nameResults(const llvm::DenseMap<facts::ExprId, facts::ExprId> *Names) {
    ResultNames = Names;
  }
  /// Does E mention a parameter or a global at all?
  bool mentionsCaller(facts::ExprId E) const;

private:
  std::optional<facts::ExprId> translate(const analysis::State &S,
                                         facts::ExprId E, unsigned Depth);
  facts::ExprId fieldsOnly(facts::ExprId E);

  const facts::FunctionFacts &F;
  const facts::ExprTable &From;
  facts::ExprTable &To;
  const llvm::DenseMap<facts::ExprId, facts::ExprId> *ResultNames = nullptr;
};

/// Brings portable expressions of a callee into a caller.
class Importer {
public:
  Importer(const facts::ExprTable &From, const facts::FunctionFacts &Caller,
           analysis::Evaluator &Eval, const analysis::State &S,
           llvm::ArrayRef<facts::ExprId> Args);

  /// E in the caller's terms and canonical there; nothing if an argument it
  /// speaks of is missing. What was asked before costs O(1).
  std::optional<facts::ExprId> operator()(facts::ExprId E,
                                          bool AsPlace = false);
  /// E with the caller's arguments, not yet read in any state: for what speaks
  /// of memory as the call leaves it.
  std::optional<facts::ExprId> unread(facts::ExprId E) {
    return translate(E, 0);
  }

private:
  std::optional<facts::ExprId> translate(facts::ExprId E, unsigned Depth);

  const facts::ExprTable &From;
  const facts::FunctionFacts &Caller;
  analysis::Evaluator &Eval;
  const analysis::State &S;
  llvm::ArrayRef<facts::ExprId> Args;
  /// Answers, places and values apart. The operations of one callee have most
  /// of their conditions in common.
  llvm::SmallDenseMap<facts::ExprId, std::optional<facts::ExprId>, 8> Known[2];
};

} // namespace gfpcheck::summary

#endif
