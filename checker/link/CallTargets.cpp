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

namespace {
constexpr unsigned MaxParamCalls = 8; ///< Of a function.
constexpr unsigned MaxForwards = 4;   ///< From hand to hand.
} // namespace

CallTargets::CallTargets(Program &P, const model::RuleSet &Rules)
    : P(P), Rules(Rules) {
  collectBindings();
  for (FunctionId F = 0; F != P.functionCount(); ++F)
    collectWrites(P.entry(F).Unit, P.function(F));
  for (FunctionId F = 0; F != P.functionCount(); ++F)
    collectArguments(F);
  resolveAll();
  findParamCalls();
}

/// Slots whose callers rules describe: what is stored there is judged where it
/// is stored, and in which context it runs may depend on who registers it.
bool CallTargets::isOpaque(const SlotKey &Slot) {
  auto [It, New] = Opaque.try_emplace(Slot, false);
  if (!New)
    return It->second;
  llvm::StringRef Record = P.strings().str(Slot.first),
                  Field = P.strings().str(Slot.second);
  for (const model::CallbackRule *R : Rules.callbackSlot(Record, Field))
    It->second |= R->MaySleep != model::CallbackRule::Sleep::Yes;
  for (size_t I = 0; I != Rules.callbackCount() && !It->second; ++I) {
    const model::CallbackRule &R = Rules.callback(I);
    It->second =
        !R.ViaField.empty() && R.ViaField == Field && R.ViaStruct == Record;
  }
  return It->second;
}

llvm::ArrayRef<ParamCall> CallTargets::paramCalls(FunctionId F) const {
  auto It = ByParam.find(F);
  if (It == ByParam.end())
    return {};
  return It->second;
}

void CallTargets::addTo(std::vector<FunctionId> &List, FunctionId F) {
  if (F != NoFunction && !llvm::is_contained(List, F) &&
      List.size() <= MaxTargets)
    List.push_back(F);
}

void CallTargets::collectBindings() {
  for (uint32_t U = 0; U != P.unitCount(); ++U) {
    // A file of no module is one of its own.
    const std::string &Module = P.unit(U).Environment.Module;
    Modules.push_back(P.strings().intern(
        Module.empty() ? P.files()[P.unit(U).MainFile] : Module));
    for (const facts::Binding &B : P.unit(U).Bindings) {
      SlotKey Slot{B.Record, B.Field};
      FunctionId F = P.resolve(U, B.Function);
      addTo(Slots[Slot], F);
      Records.insert({Modules[U], B.Record});
    }
  }
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
      SlotKey Slot{X.Name2, X.Name};
      To.Slot = Slot;
      auto It = Slots.find(Slot);
      List = It == Slots.end() || isOpaque(Slot) ? nullptr : &It->second;
    } else if (X.Kind == ExprKind::Var && X.Value >= 0 &&
               Facts.Vars[X.Value].Kind == facts::VarKind::Param) {
      To.Parameter = true;
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
      for (facts::ExprId Arg : Call.Args)
        if (const Expr &X = Facts.Exprs[Arg]; X.Kind == ExprKind::Func)
          addTo(To.Passed, P.resolve(P.entry(F).Unit, X.Name));
      ByCall.push_back(std::move(To));
    }
  }
}

void CallTargets::findParamCalls() {
  auto Add = [&](FunctionId F, const ParamCall &C) {
    auto &List = ByParam[F];
    bool Known = llvm::any_of(List, [&](const ParamCall &O) {
      return O.Param == C.Param && O.Call == C.Call && O.Inner == C.Inner &&
             O.InnerIndex == C.InnerIndex;
    });
    if (!Known && List.size() < MaxParamCalls)
      List.push_back(C);
  };
  auto ParamOf = [&](const facts::FunctionFacts &Facts,
                     ExprId E) -> std::optional<uint32_t> {
    const Expr &X = Facts.Exprs[E];
    if (X.Kind != ExprKind::Var || X.Value < 0 ||
        Facts.Vars[X.Value].Kind != facts::VarKind::Param)
      return std::nullopt;
    return Facts.Vars[X.Value].ParamIndex;
  };
  for (unsigned Round = 0; Round != MaxForwards; ++Round)
    for (FunctionId F = 0; F != P.functionCount(); ++F) {
      const summary::OpenFrame &Frame = P.function(F).Frame;
      const facts::FunctionFacts &Facts = Frame.Facts;
      for (uint32_t I = 0; I != Frame.Calls.size(); ++I) {
        const facts::CallInfo &Call =
            Facts.Calls[Facts.Events[Frame.Calls[I].Event].Call];
        if (!Call.Callee) {
          if (Round == 0)
            if (auto Param = ParamOf(Facts, Call.Through))
              Add(F, {*Param, I, NoFunction, 0});
          continue;
        }
        for (FunctionId T : of(F, I).Functions) {
          llvm::ArrayRef<ParamCall> Inner = paramCalls(T);
          for (uint32_t K = 0; K != Inner.size(); ++K)
            if (Inner[K].Param < Call.Args.size())
              if (auto Param = ParamOf(Facts, Call.Args[Inner[K].Param]))
                Add(F, {*Param, I, T, K});
        }
      }
    }
}

} // namespace gfpcheck::link
