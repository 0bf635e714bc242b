// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every call of a function in few bytes: whom it calls where, what is held
// then, and what the arguments and the caller's parameters are known to be.
// It says less of a call than an open call does, and says it of all of them.
#ifndef GFPCHECK_SUMMARY_CALLLIST_H
#define GFPCHECK_SUMMARY_CALLLIST_H

#include "analysis/Simulation.h"
#include <map>

namespace gfpcheck::summary {

/// Something that the function holds from some place on.
struct Begin {
  model::ContextKind Kind{};
  bool Unsure = false;        ///< See analysis::Held.
  support::StringId Lock = 0; ///< As written; 0 if none or not expressible.
  support::StringId Api = 0;  ///< "spin_lock_irqsave"
  facts::Loc Where;           ///< Of the operation.
  facts::Loc Call; ///< The call that leads there; invalid: it is here.
  friend bool operator==(const Begin &, const Begin &) = default;
};

/// What is known of parameter Param of the function.
struct ParamIs {
  uint32_t Param = 0;
  analysis::Value Is; ///< Without Same, Site and Since.
  friend bool operator==(const ParamIs &, const ParamIs &) = default;
};

/// What is known of argument Index of a call: it is the caller's own parameter
/// Param - 1, unchanged, or (Param is 0) a value.
struct ArgIs {
  uint32_t Index = 0;
  uint32_t Param = 0;
  analysis::Value Is; ///< As in ParamIs.
  friend bool operator==(const ArgIs &, const ArgIs &) = default;
};

/// One way in which a call is reached.
struct CallWay {
  facts::Loc Where;
  std::vector<uint32_t> Held; ///< Indices into CallList::Begins.
  model::ContextMask GivenUp = 0;
  model::ContextMask CallerIsNot = 0;
  std::vector<ParamIs> If; ///< Of this function's parameters.
  std::vector<ArgIs> Args;
};

struct ListedCall {
  support::StringId Callee = 0;            ///< 0: through a pointer.
  support::StringId Record = 0, Field = 0; ///< The pointer's slot, if known.
  /// For pointers: number of the open call of this event, plus 1; 0 if none.
  uint32_t Open = 0;
  std::vector<CallWay> Ways;
};

struct CallList {
  std::vector<Begin> Begins;
  std::vector<ListedCall> Calls; ///< In order of first sight.
};

/// Bounds on what is kept of the calls of one callee.
inline constexpr unsigned MaxCallWays = 6, MaxCallWaysHard = 12,
                          MaxCallArgs = 8;

/// Makes the list while a simulation is observed; take() ends it.
class CallRecorder : public analysis::Observer {
public:
  CallRecorder(analysis::Simulation &Sim, support::StringPool &Strings)
      : Sim(Sim), Strings(Strings) {}

  void call(const analysis::State &S, const analysis::CallSite &Site,
            const analysis::ResolvedCall &R) override;

  /// OpenIndex gives the number of the open call at an event, plus 1, or 0.
  CallList take(llvm::function_ref<uint32_t(uint32_t)> OpenIndex);

private:
  ListedCall &entry(const analysis::State &S, const analysis::CallSite &Site);
  CallWay way(const analysis::State &S, const analysis::CallSite &Site);
  uint32_t begin(const analysis::Held &H);
  /// The caller's parameter that E (canonical) is, plus 1, or 0.
  uint32_t parameter(const analysis::State &S, facts::ExprId E) const;
  static void add(std::vector<CallWay> &Ways, CallWay W);

  analysis::Simulation &Sim;
  support::StringPool &Strings;
  CallList Out;
  llvm::DenseMap<support::StringId, uint32_t> ByCallee;
  std::map<uint32_t, uint32_t> ByEvent; ///< Of calls through pointers.
};

} // namespace gfpcheck::summary

#endif
