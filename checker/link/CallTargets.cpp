// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/CallTargets.h"
#include "llvm/ADT/STLExtras.h"
#include <future>

namespace gfpcheck::link {

using support::StringId;

namespace {
constexpr unsigned MaxParamCalls = 8; ///< Of a function.
constexpr unsigned MaxForwards = 4;   ///< From hand to hand.
} // namespace

CallTargets::CallTargets(Program &P, const model::RuleSet &Rules)
    : P(P), Rules(Rules) {
  collectBindings();
  for (FunctionId F = 0; F != P.functionCount(); ++F)
    collectStores(F);
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
  auto It = Tables.ByParam.find(F);
  if (It == Tables.ByParam.end())
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
    StringId Module = P.unit(U).Module;
    Modules.push_back(
        Module ? Module : P.strings().intern(P.files()[P.unit(U).MainFile]));
    for (const facts::Binding &B : P.unit(U).Bindings) {
      SlotKey Slot{B.Record, B.Field};
      FunctionId F = P.resolve(U, B.Function);
      addTo(Slots[Slot], F);
      Tables.Records.insert({Modules[U], B.Record});
    }
  }
}

void CallTargets::collectStores(FunctionId F) {
  for (const StoredFunction &S : P.shapes().stored(P.head(F).Shape)) {
    if (S.Function) {
      addTo(Slots[S.Slot], P.resolve(P.unitOf(F), S.Function));
      continue;
    }
    auto &List = Stores[{F, S.Param}];
    if (!llvm::is_contained(List, S.Slot))
      List.push_back(S.Slot);
  }
}

void CallTargets::collectArguments(FunctionId F) {
  uint32_t Unit = P.unitOf(F);
  for (const HandedFunction &H : P.shapes().handed(P.head(F).Shape)) {
    FunctionId Callee = P.resolve(Unit, H.Callee);
    if (Callee == NoFunction)
      continue;
    FunctionId Target = P.resolve(Unit, H.Function);
    addTo(Params[{Callee, H.Index}], Target);
    if (auto It = Stores.find({Callee, H.Index}); It != Stores.end())
      for (const SlotKey &Slot : It->second)
        addTo(Slots[Slot], Target);
  }
}

PointerTargets CallTargets::pointerTargets(FunctionId F, const CallShape &C) {
  PointerTargets To;
  auto AddAll = [&](const std::vector<FunctionId> &List) {
    for (FunctionId T : List)
      addTo(To.Functions, T);
  };
  for (const CalledPointer &Pointer : C.Pointers)
    switch (Pointer.Kind) {
    case CalledPointer::From::Function:
      addTo(To.Functions, P.resolve(P.unitOf(F), Pointer.Function));
      break;
    case CalledPointer::From::Slot:
      To.Slot = Pointer.Slot;
      if (auto It = Slots.find(Pointer.Slot);
          It != Slots.end() && !isOpaque(Pointer.Slot))
        AddAll(It->second);
      break;
    case CalledPointer::From::Parameter:
      To.Parameter = true;
      if (auto It = Params.find({F, Pointer.Param}); It != Params.end())
        AddAll(It->second);
      break;
    case CalledPointer::From::Unknown:
      break;
    }
  To.TooMany = To.Functions.size() > MaxTargets;
  if (To.TooMany)
    To.Functions.clear();
  llvm::sort(To.Functions);
  To.Functions.shrink_to_fit();
  return To;
}

/// Calls by name, of functions in [First, Last).
void CallTargets::resolveNamed(FunctionId First, FunctionId Last) {
  for (FunctionId F = First; F != Last; ++F)
    for (size_t I = 0; I != P.callCount(F); ++I)
      if (StringId Callee = P.shapes().call(P.head(F).Shape, I).Callee)
        Tables.ByCall[Tables.First[F] + I] = P.resolve(P.unitOf(F), Callee);
}

void CallTargets::resolveAll() {
  uint32_t Calls = 0;
  for (FunctionId F = 0; F != P.functionCount(); ++F) {
    Tables.First.push_back(Calls);
    Calls += uint32_t(P.callCount(F));
  }
  Tables.ByCall.resize(Calls);
  // Names are looked up in what does not change; there are millions.
  const FunctionId Middle = FunctionId(P.functionCount() / 2);
  auto Beside =
      std::async(std::launch::async, [&] { resolveNamed(0, Middle); });
  resolveNamed(Middle, FunctionId(P.functionCount()));
  Beside.get();
  for (FunctionId F = 0; F != P.functionCount(); ++F)
    for (size_t I = 0; I != P.callCount(F); ++I) {
      CallShape C = P.shapes().call(P.head(F).Shape, I);
      if (C.Callee)
        continue;
      Tables.ByCall[Tables.First[F] + I] = uint32_t(Tables.Pointers.size());
      Tables.Pointers.push_back(pointerTargets(F, C));
    }
}

Targets CallTargets::of(FunctionId F, size_t Call) const {
  const uint32_t &At = Tables.ByCall[Tables.First[F] + Call];
  Targets To;
  To.Pointer = !P.shapes().call(P.head(F).Shape, Call).Callee;
  if (!To.Pointer) {
    if (At != NoFunction)
      To.Functions = llvm::ArrayRef(&At, 1);
    return To;
  }
  const PointerTargets &Known = Tables.Pointers[At];
  To.Functions = Known.Functions;
  To.Slot = Known.Slot;
  To.Parameter = Known.Parameter;
  To.TooMany = Known.TooMany;
  return To;
}

llvm::SmallVector<FunctionId, 2> CallTargets::passed(FunctionId F,
                                                     size_t Call) const {
  llvm::SmallVector<FunctionId, 2> Out;
  for (const ArgShape &A : P.shapes().call(P.head(F).Shape, Call).Args)
    if (A.Function)
      if (FunctionId T = P.resolve(P.unitOf(F), A.Function);
          T != NoFunction && !llvm::is_contained(Out, T))
        Out.push_back(T);
  return Out;
}

/// First who calls a parameter, then who hands one to these, and so on; a round
/// sees only what the rounds before it found, so that chains are short.
void CallTargets::findParamCalls() {
  llvm::DenseMap<FunctionId, std::vector<ParamCall>> New;
  auto Add = [&](FunctionId F, const ParamCall &C) {
    auto Same = [&](const ParamCall &O) {
      return O.Param == C.Param && O.Call == C.Call && O.Inner == C.Inner &&
             O.InnerIndex == C.InnerIndex;
    };
    if (llvm::none_of(paramCalls(F), Same) && llvm::none_of(New[F], Same) &&
        paramCalls(F).size() + New[F].size() < MaxParamCalls)
      New[F].push_back(C);
  };
  auto Forward = [&](FunctionId F, uint32_t I, const CallShape &C) {
    for (FunctionId T : of(F, I).Functions) {
      llvm::ArrayRef<ParamCall> Inner = paramCalls(T);
      for (uint32_t K = 0; K != Inner.size(); ++K)
        for (const ArgShape &A : C.Args)
          if (A.Index == Inner[K].Param && !A.Function)
            Add(F, {A.Param, I, T, K});
    }
  };
  for (unsigned Round = 0; Round <= MaxForwards; ++Round) {
    for (FunctionId F = 0; F != P.functionCount(); ++F)
      for (uint32_t I = 0; I != P.callCount(F); ++I) {
        CallShape C = P.shapes().call(P.head(F).Shape, I);
        if (Round == 0 && !C.Callee && C.ThroughParam != NoParam)
          Add(F, {C.ThroughParam, I, NoFunction, 0});
        else if (Round != 0 && C.Callee)
          Forward(F, I, C);
      }
    for (auto &[F, List] : New)
      llvm::append_range(Tables.ByParam[F], List);
    New.clear();
  }
}

} // namespace gfpcheck::link
