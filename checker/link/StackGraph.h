// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The call graph of a program with what each function takes of the stack.
#ifndef GFPCHECK_LINK_STACKGRAPH_H
#define GFPCHECK_LINK_STACKGRAPH_H

#include "checks/StackDepth.h"
#include "link/CallTargets.h"

namespace gfpcheck::link {

/// By FunctionId. A call through a pointer is in it if only one function can be
/// meant.
std::vector<checks::StackFunction> stackGraph(const Program &P,
                                              const CallTargets &Calls,
                                              const model::RuleSet &Rules);

} // namespace gfpcheck::link

#endif
