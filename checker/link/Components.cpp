// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Components.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::link {

namespace {

class Tarjan {
public:
  Tarjan(const Program &P, const CallTargets &Calls)
      : P(P), Calls(Calls), Number(P.functionCount()), Low(P.functionCount()),
        OnStack(P.functionCount()) {}

  std::vector<std::vector<FunctionId>> run() {
    for (FunctionId F = 0; F != P.functionCount(); ++F)
      if (!Number[F])
        visit(F);
    return std::move(Out);
  }

private:
  struct Frame {
    FunctionId F;
    size_t Call = 0, Target = 0;
  };

  void open(FunctionId F) {
    Number[F] = Low[F] = ++Last;
    Stack.push_back(F);
    OnStack[F] = true;
    Open.push_back({F});
  }

  /// The next callee of the innermost open function, or none.
  FunctionId next() {
    Frame &Top = Open.back();
    for (; Top.Call != P.callCount(Top.F); ++Top.Call, Top.Target = 0) {
      llvm::ArrayRef<FunctionId> To = Calls.of(Top.F, Top.Call).Functions;
      if (Top.Target < To.size())
        return To[Top.Target++];
      auto Passed = Calls.passed(Top.F, Top.Call);
      if (Top.Target < To.size() + Passed.size())
        return Passed[Top.Target++ - To.size()];
    }
    return NoFunction;
  }

  void close() {
    FunctionId F = Open.back().F;
    Open.pop_back();
    if (!Open.empty())
      Low[Open.back().F] = std::min(Low[Open.back().F], Low[F]);
    if (Low[F] != Number[F])
      return;
    std::vector<FunctionId> Component;
    FunctionId Member;
    do {
      Member = Stack.back();
      Stack.pop_back();
      OnStack[Member] = false;
      Component.push_back(Member);
    } while (Member != F);
    llvm::sort(Component);
    Out.push_back(std::move(Component));
  }

  void visit(FunctionId Root) {
    open(Root);
    while (!Open.empty()) {
      FunctionId To = next();
      if (To == NoFunction)
        close();
      else if (!Number[To])
        open(To);
      else if (OnStack[To])
        Low[Open.back().F] = std::min(Low[Open.back().F], Number[To]);
    }
  }

  const Program &P;
  const CallTargets &Calls;
  std::vector<uint32_t> Number, Low;
  std::vector<bool> OnStack;
  uint32_t Last = 0;
  std::vector<FunctionId> Stack;
  std::vector<Frame> Open;
  std::vector<std::vector<FunctionId>> Out;
};

} // namespace

std::vector<std::vector<FunctionId>> components(const Program &P,
                                                const CallTargets &Calls) {
  return Tarjan(P, Calls).run();
}

} // namespace gfpcheck::link
