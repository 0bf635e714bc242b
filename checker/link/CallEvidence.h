// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the calls of a function, all over a program, say of it. Programmers
// believe things of what they call: what several of them call with a spinlock
// held does not sleep, whatever one way through its body looks like; and a
// function that leaves a lock held has a partner that lets it go. (Engler,
// Chen, Hallem, Chou, Chelf: Bugs as Deviant Behavior, SOSP 2001.)
#ifndef GFPCHECK_LINK_CALLEVIDENCE_H
#define GFPCHECK_LINK_CALLEVIDENCE_H

#include "link/Program.h"
#include "model/Api.h"

namespace gfpcheck::link {

class CallEvidence {
public:
  /// P has been indexed. Reads all lists of calls: linear in the program.
  explicit CallEvidence(const Program &P);

  /// Is it called by name from a file in another folder than its own?
  bool calledElsewhere(FunctionId F) const { return Elsewhere.contains(F); }
  /// Functions that call F by name; one of a header counts in each file.
  unsigned callers(FunctionId F) const;
  /// Those of them that certainly hold one of Kinds at some call of F.
  unsigned callersWith(FunctionId F, model::ContextMask Kinds) const;

  /// F has the effects that its body shows; for pairs.
  void propose(FunctionId F, llvm::ArrayRef<model::ContextEffect> Effects);
  /// Does anybody who calls F hold what it lets go, or let go what it leaves
  /// held, by himself or by calling another function that was proposed?
  bool hasPartner(FunctionId F, const model::ContextEffect &E) const;

private:
  struct Call {
    FunctionId Caller = NoFunction;
    model::ContextMask Held = 0;
  };
  /// Kinds that a function, or what it calls, adds to its caller's context and
  /// takes away from it.
  struct Change {
    model::ContextMask Enters = 0, Leaves = 0;
  };

  void note(FunctionId Caller, const summary::CallList &List);
  llvm::ArrayRef<Call> callsOf(FunctionId F) const;

  const Program &P;
  llvm::DenseSet<FunctionId> Elsewhere;
  llvm::DenseMap<FunctionId, std::vector<Call>> CallsOf; ///< By callee.
  llvm::DenseMap<FunctionId, Change> Around;             ///< By caller.
};

} // namespace gfpcheck::link

#endif
