// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The sleeping operations of a function as one condition that a rule can say.
#ifndef GFPCHECK_LINK_INFERSLEEP_H
#define GFPCHECK_LINK_INFERSLEEP_H

#include "analysis/CallModel.h"
#include "model/Api.h"

namespace gfpcheck::link {

class SleepCases {
public:
  /// Both must outlive the object. Expressions of operations are in Portable.
  SleepCases(const facts::ExprTable &Portable, const facts::TuEnvironment &Env)
      : Portable(Portable), Env(Env) {}

  void add(const analysis::SleepOp &Op);

  struct Found {
    model::When When;
    const analysis::SleepOp *Op = nullptr; ///< The one that is told.
  };
  /// The weakest condition under which any of them happens; nothing if none
  /// concerns callers. Conditions on memory are no part of it, as callers are
  /// taken not to know; many of them make it Sometimes.
  std::optional<Found> result() const { return Best; }

private:
  /// The condition on arguments; Sometimes if rules have no words for it.
  model::When condition(const analysis::SleepOp &Op) const;
  std::optional<model::When> argument(const analysis::Condition &C) const;

  const facts::ExprTable &Portable;
  const facts::TuEnvironment &Env;
  std::optional<Found> Best;
};

/// What is wrong between two entries that both speak of sleeping, or nothing.
std::string sleepDisagreement(const model::Api &Body, const model::Api &Rule);

} // namespace gfpcheck::link

#endif
