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
  llvm::ArrayRef<FunctionId> Functions; ///< Sorted by unit and name, unique.
  bool Pointer = false;                 ///< Called through a pointer.
  /// Of which record and field the pointer is; {0, 0} if of none.
  SlotKey Slot;
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

/// What calls through a pointer may mean.
struct PointerTargets {
  std::vector<FunctionId> Functions;
  SlotKey Slot;
  bool Parameter = false, TooMany = false;
};

/// All that is known of targets, by the numbers of functions.
struct TargetTables {
  std::vector<uint32_t> First; ///< Of each function's calls in ByCall.
  /// The function called by name, or an index into Pointers.
  std::vector<uint32_t> ByCall;
  std::vector<PointerTargets> Pointers;
  llvm::DenseMap<FunctionId, std::vector<ParamCall>> ByParam;
  /// Modules and the records they fill.
  llvm::DenseSet<std::pair<support::StringId, support::StringId>> Records;
};

class CallTargets {
public:
  CallTargets(Program &P, const model::RuleSet &Rules);

  /// Does F's module put a function into any field of such a record?
  bool fills(FunctionId F, support::StringId Record) const {
    return Tables.Records.contains({module(F), Record});
  }
  support::StringId module(FunctionId F) const { return Modules[P.unitOf(F)]; }

  /// The calls of F's parameters.
  llvm::ArrayRef<ParamCall> paramCalls(FunctionId F) const;

  /// Of call number Call of F's frame. Valid as long as this object.
  Targets of(FunctionId F, size_t Call) const;
  /// Functions handed to the callee of that call, who may call them.
  llvm::SmallVector<FunctionId, 2> passed(FunctionId F, size_t Call) const;

  const TargetTables &tables() const { return Tables; }

private:
  using ParamKey = std::pair<FunctionId, uint32_t>;

  void collectBindings();
  void collectStores(FunctionId F);
  void collectArguments(FunctionId F);
  PointerTargets pointerTargets(FunctionId F, const CallShape &C);
  void resolveNamed(FunctionId First, FunctionId Last);
  void resolveAll();
  void findParamCalls();
  bool isOpaque(const SlotKey &Slot);
  static void addTo(std::vector<FunctionId> &List, FunctionId F);

  Program &P;
  const model::RuleSet &Rules;
  llvm::DenseMap<SlotKey, bool> Opaque;
  std::vector<support::StringId> Modules; ///< By unit.
  llvm::DenseMap<SlotKey, std::vector<FunctionId>> Slots;
  llvm::DenseMap<ParamKey, std::vector<FunctionId>> Params;
  /// Parameters that a function stores in a slot.
  llvm::DenseMap<ParamKey, std::vector<SlotKey>> Stores;
  TargetTables Tables;
};

} // namespace gfpcheck::link

#endif
