// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The call graph of a program with what each function takes of the stack.
#ifndef GFPCHECK_LINK_STACKGRAPH_H
#define GFPCHECK_LINK_STACKGRAPH_H

#include "checks/StackDepth.h"
#include "link/CallTargets.h"

namespace gfpcheck::link {

/// Functions that interrupts call, on a stack of theirs.
std::vector<FunctionId> interruptRoots(const Program &P,
                                       const model::RuleSet &Rules);

/// By FunctionId. A call through a pointer is in it if only one function can be
/// meant. Reads what it gets and nothing else, so a thread can do it.
std::vector<checks::StackFunction>
stackGraph(const Program &P, const CallTargets &Calls,
           llvm::ArrayRef<FunctionId> InterruptRoots);

/// Such a graph and its deepest chains.
struct StackAnalysis {
  std::vector<checks::StackFunction> Graph;
  checks::StackDepths Depths; ///< Of Graph, which keeps its place when moved.
};

} // namespace gfpcheck::link

#endif
