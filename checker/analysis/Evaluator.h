// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads expressions in a state: their canonical form, their value, and what a
// branch on them teaches.
#ifndef GFPCHECK_ANALYSIS_EVALUATOR_H
#define GFPCHECK_ANALYSIS_EVALUATOR_H

#include "analysis/State.h"

namespace gfpcheck::analysis {

/// Works on an expression table of its own, to which canonical forms are
/// added; expression ids of the function stay valid in it.
class Evaluator {
public:
  explicit Evaluator(facts::ExprTable &Exprs) : Exprs(Exprs) {}

  /// E with every place replaced by what it is known to equal. Places under
  /// AddrOf stay places. O(size of E).
  facts::ExprId canonical(const State &S, facts::ExprId E);
  /// The canonical place that E, used as an lvalue, names.
  facts::ExprId place(const State &S, facts::ExprId E);

  Value value(const State &S, facts::ExprId E);
  /// The same for an expression that is canonical already.
  Value valueOfCanonical(const State &S, facts::ExprId E) const {
    return valueOf(S, E, Exprs);
  }

  /// Adds to S that E is non-zero (Sense) or zero; false if that cannot be.
  bool assume(State &S, facts::ExprId E, bool Sense, facts::Loc At);
  /// Adds to S that E has value V; false if that cannot be.
  bool assumeValue(State &S, facts::ExprId E, const Value &V, facts::Loc At);

  /// S now stores the value of Source (canonical, with value V) in Place.
  void assign(State &S, facts::ExprId Place, facts::ExprId Source, Value V);

  facts::ExprTable &table() { return Exprs; }

  /// What is computed from an error pointer is looked at: its failure counts as
  /// checked.
  void closeErrors(State &S, facts::ExprId E, unsigned Depth = 0);

private:
  facts::ExprId rebuild(const State &S, facts::ExprId E, bool AsPlace,
                        unsigned Depth);
  bool assumeCanonical(State &S, facts::ExprId E, bool Sense, facts::Loc At);
  bool assumeComparison(State &S, const facts::Expr &X, bool Sense,
                        facts::Loc At);
  bool refine(State &S, facts::ExprId E, const Value &With, facts::Loc At);
  bool isPure(facts::ExprId E, unsigned Budget) const;

  facts::ExprTable &Exprs;
};

} // namespace gfpcheck::analysis

#endif
