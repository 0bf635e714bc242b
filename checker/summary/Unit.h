// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the rest of the program must know of a translation unit: the summary of
// each function, and the calls whose callee lies elsewhere with the states in
// which they are reached. A unit depends only on the source, the compile
// command and the rules.
#ifndef GFPCHECK_SUMMARY_UNIT_H
#define GFPCHECK_SUMMARY_UNIT_H

#include "analysis/State.h"
#include "summary/CallList.h"
#include "summary/Summary.h"
#include <memory>

namespace gfpcheck::summary {

/// A call of a function that this translation unit does not know to the end.
struct OpenCall {
  uint32_t Event = 0; ///< Index into the frame's events.
  /// What this translation unit knows of the callee is part of the caller's
  /// summary already; only what comes from elsewhere is missing.
  bool Applied = false;
  /// The states in which the call is reached, cut down to what the callee and
  /// the caller's callers can depend on. They differ.
  std::vector<analysis::State> Ways;
};

/// A function reduced to its open calls. Facts has variables, expressions and
/// call events, and no blocks.
struct OpenFrame {
  facts::FunctionFacts Facts;
  std::vector<OpenCall> Calls;
};

struct UnitFunction {
  FunctionSummary Summary; ///< Over the unit's portable table.
  OpenFrame Frame;
  CallList Calls;
  bool IsStatic = false;
  bool IsInit = false, IsWeak = false; ///< As in facts::FunctionFacts.
  bool InMainFile = false;
  facts::Loc Where;
  std::vector<support::StringId> Params; ///< Their names.
  /// Bytes of locals alive at once, at most, as in gfp-large-stack.
  uint64_t FrameBytes = 0;
  bool FrameOpen = false; ///< On top of them something of unknown size.
};

/// A function of this unit that something will call back, as a rule says.
struct UnitRoot {
  support::StringId Function = 0;
  uint32_t Rule = 0; ///< Index into RuleSet::callback.
  facts::Loc Where;  ///< Of the registration.
  support::StringId InFunction = 0;
  std::string How; ///< "'trigger' of 'struct snd_pcm_ops'"
};

/// Memory that may be missing, unchecked, that a function hands to one of
/// another unit.
struct UnitHandover {
  support::StringId Callee = 0;
  uint32_t Arg = 0; ///< From 0.
  support::StringId InFunction = 0;
  facts::Loc Where;
  std::string Place; ///< The pointer, as written.
  analysis::Witness Allocation;
  bool IsError = false; ///< It may be an error pointer, not NULL.
  bool Shown = false;   ///< Someone before may have checked it.
};

struct Unit {
  uint32_t MainFile = 0; ///< Index into the files of whoever holds the unit.
  facts::TuEnvironment Environment;
  std::vector<UnitFunction> Functions; ///< By name within the unit.
  std::vector<facts::Binding> Bindings;
  std::vector<UnitRoot> Roots;
  std::vector<UnitHandover> Handovers;
};

/// Bounds on what a frame keeps of a call.
inline constexpr unsigned MaxWays = 6, MaxStateValues = 40;

} // namespace gfpcheck::summary

#endif
