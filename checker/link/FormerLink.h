// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a former link found out about a program of which the present one keeps
// most units, and which of that still holds: a link after an edit costs what
// the edit changes, not what the program is.
#ifndef GFPCHECK_LINK_FORMERLINK_H
#define GFPCHECK_LINK_FORMERLINK_H

#include "link/CallTargets.h"

namespace gfpcheck::link {

/// By the former numbers of functions and units, in the names, expressions and
/// files of the present program.
struct FormerLink {
  struct Unit {
    uint32_t MainFile = 0, Order = 0, Environment = 0;
    support::StringId Module = 0;
    FunctionId First = 0;
    uint32_t Count = 0;
    bool Kept = false;    ///< It is in the present program as well.
    std::string Findings; ///< JSON, see Linker::findings.
  };

  std::vector<Unit> Units;
  std::vector<ProgramUnit> Read;      ///< The same units, until keepUnits.
  std::vector<uint32_t> Bodies;       ///< By function.
  std::vector<llvm::StringRef> Extra; ///< By function; see Linker.
  std::vector<bool> ExtraVague;       ///< By function.
  TargetTables Targets;
  /// Functions that a function hands to callees that call them.
  llvm::DenseMap<FunctionId, std::vector<FunctionId>> Handed;
  /// Bytes that Extra and the parts of functions are in.
  std::vector<std::string> Parts;
};

/// Compares a present program with a former one. Call settle for each function,
/// callees first, after asking isStale.
class Changes {
public:
  /// P has been indexed.
  Changes(const Program &P, const CallTargets &Calls, const FormerLink &Former);

  /// Has anything changed that what F does, or what is told of it, depends on?
  bool isStale(FunctionId F) const;
  /// What F does for its callers is, or is not, as before.
  void settle(FunctionId F, bool Same) { Changed[F] = !Same; }
  /// Has any of that changed for a function of the unit or for one that it
  /// registers?
  bool isStaleUnit(uint32_t Unit) const;
  /// Its number in the former program, if it is equal there.
  FunctionId former(FunctionId F) const { return Before[F]; }
  /// The reverse.
  FunctionId now(FunctionId Old) const {
    return Old < Now.size() ? Now[Old] : NoFunction;
  }

  /// External functions that are new, gone, or not what they were, by name.
  const llvm::DenseSet<support::StringId> &names() const { return Names; }

private:
  void connectUnit(uint32_t Unit, uint32_t FormerUnit);
  void connect();
  void collectNames();
  void compareTargets();
  void compareParams();
  void compareModules();
  bool sameTargets(FunctionId F, FunctionId Old) const;
  bool sameParams(FunctionId F, FunctionId Old) const;

  const Program &P;
  const CallTargets &Calls;
  const FormerLink &Former;
  std::vector<FunctionId> Now;    ///< By former number.
  std::vector<FunctionId> Before; ///< By present number.
  std::vector<bool> Changed, TargetsDiffer, ParamsDiffer;
  llvm::DenseSet<support::StringId> Names;
  llvm::DenseSet<support::StringId> Modules; ///< That fill other records.
};

} // namespace gfpcheck::link

#endif
