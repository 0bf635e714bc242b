// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whom each open call may call: by name, through a slot of an ops table, or
// through a parameter that callers fill with a function.
#ifndef GFPCHECK_LINK_CALLTARGETS_H
#define GFPCHECK_LINK_CALLTARGETS_H

#include "link/Program.h"

namespace gfpcheck::link {

/// A pointer with more targets tells nothing of the one that is called.
inline constexpr unsigned MaxTargets = 24;

struct Targets {
  std::vector<FunctionId> Functions; ///< Sorted by unit and name, unique.
  bool Pointer = false;              ///< Called through a pointer.
  bool TooMany = false;              ///< More than MaxTargets; none is kept.
};

class CallTargets {
public:
  explicit CallTargets(Program &P);

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
  static void addTo(std::vector<FunctionId> &List, FunctionId F);

  Program &P;
  llvm::DenseMap<SlotKey, std::vector<FunctionId>> Slots;
  llvm::DenseMap<ParamKey, std::vector<FunctionId>> Params;
  /// Parameters that a function stores in a slot.
  llvm::DenseMap<ParamKey, std::vector<SlotKey>> Stores;
  std::vector<size_t> First; ///< Of each function's calls in ByCall.
  std::vector<Targets> ByCall;
};

} // namespace gfpcheck::link

#endif
