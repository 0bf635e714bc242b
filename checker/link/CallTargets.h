// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whom each open call may call: by name, through a slot of an ops table, or
// through a parameter that callers fill with a function.
#ifndef GFPCHECK_LINK_CALLTARGETS_H
#define GFPCHECK_LINK_CALLTARGETS_H

#include "link/Program.h"
#include "model/RuleSet.h"
#include "llvm/ADT/DenseSet.h"

namespace gfpcheck::link {

/// A pointer with more targets tells nothing of the one that is called.
inline constexpr unsigned MaxTargets = 24;

struct Targets {
  std::vector<FunctionId> Functions; ///< Sorted by unit and name, unique.
  /// Functions handed to the callee, who may call them.
  std::vector<FunctionId> Passed;
  bool Pointer = false; ///< Called through a pointer.
  /// Of which record and field the pointer is; {0, 0} if of none.
  std::pair<support::StringId, support::StringId> Slot;
  /// Through a parameter: Functions are those of all callers together.
  bool Parameter = false;
  bool TooMany = false; ///< More than MaxTargets; none is kept.
};

/// A function calls its parameter, or hands it to another that does.
struct ParamCall {
  uint32_t Param = 0;            ///< Of this function.
  uint32_t Call = 0;             ///< Index into its frame's calls.
  FunctionId Inner = NoFunction; ///< Who is handed it; none: called here.
  uint32_t InnerIndex = 0;       ///< Into Inner's parameter calls.
};

class CallTargets {
public:
  CallTargets(Program &P, const model::RuleSet &Rules);

  /// Does F's module put a function into any field of such a record?
  bool fills(FunctionId F, support::StringId Record) const {
    return Records.contains({module(F), Record});
  }
  support::StringId module(FunctionId F) const {
    return Modules[P.entry(F).Unit];
  }

  /// The calls of F's parameters.
  llvm::ArrayRef<ParamCall> paramCalls(FunctionId F) const;

  /// Of call number Call of F's frame.
  const Targets &of(FunctionId F, size_t Call) const {
    return ByCall[First[F] + Call];
  }

private:
  using SlotKey = std::pair<support::StringId, support::StringId>;
  using ParamKey = std::pair<FunctionId, uint32_t>;

  void collectBindings();
  void collectWrites(uint32_t Unit, const summary::UnitFunction &F);
  void collectArguments(FunctionId F);
  /// What one way of a call says of the pointer it goes through.
  void addPointer(FunctionId F, const summary::OpenCall &C, Targets &To);
  void resolveAll();
  void findParamCalls();
  bool isOpaque(const SlotKey &Slot);
  static void addTo(std::vector<FunctionId> &List, FunctionId F);

  Program &P;
  const model::RuleSet &Rules;
  llvm::DenseMap<SlotKey, bool> Opaque;
  std::vector<support::StringId> Modules; ///< By unit.
  /// Modules and the records they fill.
  llvm::DenseSet<std::pair<support::StringId, support::StringId>> Records;
  llvm::DenseMap<FunctionId, std::vector<ParamCall>> ByParam;
  llvm::DenseMap<SlotKey, std::vector<FunctionId>> Slots;
  llvm::DenseMap<ParamKey, std::vector<FunctionId>> Params;
  /// Parameters that a function stores in a slot.
  llvm::DenseMap<ParamKey, std::vector<SlotKey>> Stores;
  std::vector<size_t> First; ///< Of each function's calls in ByCall.
  std::vector<Targets> ByCall;
};

} // namespace gfpcheck::link

#endif
