// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/CallTargets.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::link {

using facts::Expr;
using facts::ExprId;
using facts::ExprKind;
using summary::OpenCall;
using summary::UnitFunction;
using support::StringId;

CallTargets::CallTargets(Program &P) : P(P) {
  collectBindings();
  for (FunctionId F = 0; F != P.functionCount(); ++F)
    collectWrites(P.entry(F).Unit, P.function(F));
  for (FunctionId F = 0; F != P.functionCount(); ++F)
    collectArguments(F);
  resolveAll();
}

void CallTargets::addTo(std::vector<FunctionId> &List, FunctionId F) {
  if (F != NoFunction && !llvm::is_contained(List, F) &&
      List.size() <= MaxTargets)
    List.push_back(F);
}

void CallTargets::collectBindings() {
  for (uint32_t U = 0; U != P.unitCount(); ++U)
    for (const facts::Binding &B : P.unit(U).Bindings)
      addTo(Slots[{B.Record, B.Field}], P.resolve(U, B.Function));
}

/// `t->function = fn` in a function that takes fn: who calls it with a function
/// fills the slot.
void CallTargets::collectWrites(uint32_t Unit, const UnitFunction &F) {
  const facts::ExprTable &Portable = P.portable();
  FunctionId Self = P.resolve(Unit, F.Summary.Name);
  for (const analysis::Outcome &O : F.Summary.Exits)
    for (const analysis::Write &W : O.Writes) {
      const Expr &Place = Portable[W.Place], &Now = Portable[W.Now.Same];
      if (Place.Kind != ExprKind::Field)
        continue;
      SlotKey Slot{Place.Name2, Place.Name};
      if (Now.Kind == ExprKind::Func)
        addTo(Slots[Slot], P.resolve(Unit, Now.Name));
      else if (Now.Kind == ExprKind::Var && Now.Value >= 0 &&
               Now.Type.Kind == facts::TypeKind::Pointer) {
        auto &List = Stores[{Self, uint32_t(Now.Value)}];
        if (!llvm::is_contained(List, Slot))
          List.push_back(Slot);
      }
    }
}

void CallTargets::collectArguments(FunctionId F) {
  const UnitFunction &Fn = P.function(F);
  uint32_t Unit = P.entry(F).Unit;
  const facts::FunctionFacts &Facts = Fn.Frame.Facts;
  for (const facts::CallInfo &C : Facts.Calls) {
    if (!C.Callee)
      continue;
    FunctionId Callee = NoFunction;
    for (uint32_t I = 0; I != C.Args.size(); ++I) {
      const Expr &X = Facts.Exprs[C.Args[I]];
      if (X.Kind != ExprKind::Func)
        continue;
      if (Callee == NoFunction &&
          (Callee = P.resolve(Unit, C.Callee)) == NoFunction)
        break;
      FunctionId Target = P.resolve(Unit, X.Name);
      addTo(Params[{Callee, I}], Target);
      if (auto It = Stores.find({Callee, I}); It != Stores.end())
        for (const SlotKey &Slot : It->second)
          addTo(Slots[Slot], Target);
    }
  }
}

void CallTargets::addPointer(FunctionId F, const OpenCall &C, Targets &To) {
  const facts::FunctionFacts &Facts = P.function(F).Frame.Facts;
  facts::ExprTable Exprs = Facts.Exprs;
  analysis::Evaluator Eval(Exprs);
  const std::vector<FunctionId> *List = nullptr;
  ExprId Through = Facts.Calls[Facts.Events[C.Event].Call].Through;
  for (const analysis::State &S : C.Ways) {
    Expr X = Exprs[Eval.canonical(S, Through)];
    // An array of pointers, or a pointer read out of one.
    while (X.Kind == ExprKind::Index || X.Kind == ExprKind::Cast)
      X = Exprs[X.A];
    if (X.Kind == ExprKind::Func) {
      addTo(To.Functions, P.resolve(P.entry(F).Unit, X.Name));
      continue;
    }
    if (X.Kind == ExprKind::Field) {
      auto It = Slots.find({X.Name2, X.Name});
      List = It == Slots.end() ? nullptr : &It->second;
    } else if (X.Kind == ExprKind::Var && X.Value >= 0 &&
               Facts.Vars[X.Value].Kind == facts::VarKind::Param) {
      auto It = Params.find({F, Facts.Vars[X.Value].ParamIndex});
      List = It == Params.end() ? nullptr : &It->second;
    } else {
      List = nullptr;
    }
    if (List)
      for (FunctionId T : *List)
        addTo(To.Functions, T);
  }
}

void CallTargets::resolveAll() {
  for (FunctionId F = 0; F != P.functionCount(); ++F) {
    First.push_back(ByCall.size());
    const UnitFunction &Fn = P.function(F);
    for (const OpenCall &C : Fn.Frame.Calls) {
      const facts::FunctionFacts &Facts = Fn.Frame.Facts;
      const facts::CallInfo &Call = Facts.Calls[Facts.Events[C.Event].Call];
      Targets To;
      To.Pointer = !Call.Callee;
      if (Call.Callee)
        addTo(To.Functions, P.resolve(P.entry(F).Unit, Call.Callee));
      else
        addPointer(F, C, To);
      To.TooMany = To.Functions.size() > MaxTargets;
      if (To.TooMany)
        To.Functions.clear();
      llvm::sort(To.Functions);
      ByCall.push_back(std::move(To));
    }
  }
}

} // namespace gfpcheck::link
