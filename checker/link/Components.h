// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The call graph's strongly connected components, callees before callers.
#ifndef GFPCHECK_LINK_COMPONENTS_H
#define GFPCHECK_LINK_COMPONENTS_H

#include "link/CallTargets.h"

namespace gfpcheck::link {

/// Tarjan's algorithm without recursion. O(functions + edges).
std::vector<std::vector<FunctionId>> components(const Program &P,
                                                const CallTargets &Calls);

} // namespace gfpcheck::link

#endif
