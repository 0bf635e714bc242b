// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/StackGraph.h"

namespace gfpcheck::link {

using checks::StackFunction;

std::vector<FunctionId> interruptRoots(const Program &P,
                                       const model::RuleSet &Rules) {
  std::vector<FunctionId> Out;
  for (uint32_t U = 0; U != P.unitCount(); ++U)
    for (const summary::UnitRoot &R : P.unit(U).Roots)
      if (R.Rule < Rules.callbackCount() &&
          checks::runsOnIrqStack(Rules.callback(R.Rule)))
        if (FunctionId F = P.resolve(U, R.Function); F != NoFunction)
          Out.push_back(F);
  return Out;
}

std::vector<StackFunction>
stackGraph(const Program &P, const CallTargets &Calls,
           llvm::ArrayRef<FunctionId> InterruptRoots) {
  std::vector<StackFunction> Graph(P.functionCount());
  for (FunctionId F = 0; F != Graph.size(); ++F) {
    const FunctionHead &Fn = P.head(F);
    StackFunction &Out = Graph[F];
    Out.Name = Fn.Name;
    Out.Where = Fn.Where;
    Out.Unit = P.unitOf(F);
    Out.Bytes = Fn.FrameBytes;
    Out.Open = Fn.FrameOpen;
    for (const StackCallShape &C : P.shapes().stackCalls(Fn.Shape)) {
      FunctionId To = NoFunction;
      if (C.Callee)
        To = P.resolve(Out.Unit, C.Callee);
      else if (Targets Known = Calls.of(F, C.Open - 1);
               Known.Functions.size() == 1)
        To = Known.Functions.front();
      if (To != NoFunction)
        Out.Calls.push_back({To, C.Where});
    }
  }
  for (FunctionId F : InterruptRoots)
    Graph[F].OnIrqStack = true;
  return Graph;
}

} // namespace gfpcheck::link
