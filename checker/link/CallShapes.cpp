// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/CallShapes.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::link {

using facts::Expr;
using facts::ExprId;
using facts::ExprKind;
using facts::FunctionFacts;

/// The parameter that an expression is, as it is written.
static uint32_t paramOf(const FunctionFacts &Facts, const Expr &X) {
  if (X.Kind != ExprKind::Var || X.Value < 0 ||
      Facts.Vars[X.Value].Kind != facts::VarKind::Param)
    return NoParam;
  return Facts.Vars[X.Value].ParamIndex;
}

CallShape CallShapes::call(uint32_t Shape, size_t Index) const {
  const Call &C = Calls[Ends[Shape].Calls + Index],
             &Before = Calls[Ends[Shape].Calls + Index - 1];
  return {C.Callee, C.ThroughParam, C.Applied != 0,
          slice(Pointers, Before.Pointers, C.Pointers),
          slice(Args, Before.Args, C.Args)};
}

uint32_t CallShapes::add(const summary::OpenFrame &Frame,
                         const summary::CallList &List,
                         llvm::ArrayRef<StoredFunction> Stores) {
  addCalls(Frame);
  llvm::append_range(Stored, Stores);
  for (const summary::ListedCall &C : List.Calls)
    if (!C.Ways.empty() && (C.Callee || C.Open))
      StackCalls.push_back({C.Callee, C.Open, C.Ways.front().Where});
  Ends.push_back({uint32_t(Calls.size()), uint32_t(Handed.size()),
                  uint32_t(Stored.size()), uint32_t(StackCalls.size())});
  return uint32_t(Ends.size() - 2);
}

void CallShapes::addCalls(const summary::OpenFrame &Frame) {
  const FunctionFacts &Facts = Frame.Facts;
  for (const facts::CallInfo &C : Facts.Calls)
    for (uint32_t I = 0; C.Callee && I != C.Args.size(); ++I)
      if (const Expr &X = Facts.Exprs[C.Args[I]]; X.Kind == ExprKind::Func)
        Handed.push_back({C.Callee, I, X.Name});
  std::optional<facts::ExprTable> Exprs; // Evaluation makes new ones.
  std::optional<analysis::Evaluator> Eval;
  for (const summary::OpenCall &C : Frame.Calls) {
    const facts::CallInfo &Info = Facts.Calls[Facts.Events[C.Event].Call];
    for (uint32_t I = 0; I != Info.Args.size(); ++I) {
      const Expr &X = Facts.Exprs[Info.Args[I]];
      if (X.Kind == ExprKind::Func)
        Args.push_back({I, X.Name, NoParam});
      else if (uint32_t Param = paramOf(Facts, X); Param != NoParam)
        Args.push_back({I, 0, Param});
    }
    uint32_t Through = NoParam;
    if (!Info.Callee) {
      Through = paramOf(Facts, Facts.Exprs[Info.Through]);
      if (!Exprs) {
        Exprs = Facts.Exprs;
        Eval.emplace(*Exprs);
      }
      addPointers(Frame, C, *Eval, *Exprs);
    }
    Calls.push_back({Info.Callee, Through, uint32_t(Pointers.size()),
                     uint32_t(Args.size()), C.Applied});
  }
}

void CallShapes::addPointers(const summary::OpenFrame &Frame,
                             const summary::OpenCall &C,
                             analysis::Evaluator &Eval,
                             const facts::ExprTable &Exprs) {
  const FunctionFacts &Facts = Frame.Facts;
  ExprId Through = Facts.Calls[Facts.Events[C.Event].Call].Through;
  std::optional<CalledPointer> Last;
  for (const analysis::State &S : C.Ways) {
    Expr X = Exprs[Eval.canonical(S, Through)];
    // An array of pointers, or a pointer read out of one.
    while (X.Kind == ExprKind::Index || X.Kind == ExprKind::Cast)
      X = Exprs[X.A];
    CalledPointer P;
    if (X.Kind == ExprKind::Func) {
      P.Kind = CalledPointer::From::Function;
      P.Function = X.Name;
    } else if (X.Kind == ExprKind::Field) {
      P.Kind = CalledPointer::From::Slot;
      P.Slot = {X.Name2, X.Name};
    } else if (uint32_t Param = paramOf(Facts, X); Param != NoParam) {
      P.Kind = CalledPointer::From::Parameter;
      P.Param = Param;
    } else {
      continue;
    }
    if (P != Last)
      Pointers.push_back(P);
    Last = P;
  }
}

std::vector<StoredFunction> storedFunctions(const summary::FunctionSummary &S,
                                            const facts::ExprTable &Portable) {
  std::vector<StoredFunction> Out;
  for (const analysis::Outcome &O : S.Exits)
    for (const analysis::Write &W : O.Writes) {
      const Expr &Place = Portable[W.Place], &Now = Portable[W.Now.Same];
      if (Place.Kind != ExprKind::Field)
        continue;
      SlotKey Slot{Place.Name2, Place.Name};
      if (Now.Kind == ExprKind::Func)
        Out.push_back({Slot, Now.Name, NoParam});
      else if (Now.Kind == ExprKind::Var && Now.Value >= 0 &&
               Now.Type.Kind == facts::TypeKind::Pointer)
        Out.push_back({Slot, 0, uint32_t(Now.Value)});
    }
  return Out;
}

/// Is every name one of the program's, and every file?
bool CallShapes::refersBelow(size_t Strings, size_t Files) const {
  return llvm::all_of(Calls,
                      [&](const Call &C) { return C.Callee < Strings; }) &&
         llvm::all_of(
             Args, [&](const ArgShape &A) { return A.Function < Strings; }) &&
         llvm::all_of(Handed,
                      [&](const HandedFunction &H) {
                        return H.Callee < Strings && H.Function < Strings;
                      }) &&
         llvm::all_of(StackCalls, [&](const StackCallShape &C) {
           return C.Callee < Strings && C.Where.File < Files;
         });
}

bool CallShapes::consistent(size_t Strings, size_t Files) const {
  auto Ascends = [](const auto &List, auto Part, size_t First, size_t Size) {
    size_t Last = First;
    for (const auto &E : List) {
      if (E.*Part < Last)
        return false;
      Last = E.*Part;
    }
    return Last == Size;
  };
  if (!refersBelow(Strings, Files) || Calls.empty() || Ends.empty() ||
      Ends[0].Calls != 1 ||
      !Ascends(Calls, &Call::Pointers, 0, Pointers.size()) ||
      !Ascends(Calls, &Call::Args, 0, Args.size()) ||
      !Ascends(Ends, &End::Calls, 1, Calls.size()) ||
      !Ascends(Ends, &End::Handed, 0, Handed.size()) ||
      !Ascends(Ends, &End::Stored, 0, Stored.size()) ||
      !Ascends(Ends, &End::StackCalls, 0, StackCalls.size()))
    return false;
  for (uint32_t I = 0; I != size(); ++I)
    for (const StackCallShape &C : stackCalls(I))
      if (C.Open > callCount(I) || (!C.Callee && !C.Open))
        return false;
  return true;
}

} // namespace gfpcheck::link
