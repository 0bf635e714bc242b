// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/FormerLink.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

namespace gfpcheck::link {

using support::StringId;

Changes::Changes(const Program &P, const CallTargets &Calls,
                 const FormerLink &Former)
    : P(P), Calls(Calls), Former(Former), Now(Former.Bodies.size(), NoFunction),
      Before(P.functionCount(), NoFunction), Changed(P.functionCount()),
      TargetsDiffer(P.functionCount()), ParamsDiffer(P.functionCount()) {
  connect();
  collectNames();
  compareTargets();
  compareParams();
  compareModules();
}

/// Units that were kept, and what is left of those that were made anew.
void Changes::connect() {
  std::map<std::pair<uint32_t, uint32_t>, uint32_t> Gone;
  for (uint32_t U = 0; U != Former.Units.size(); ++U)
    if (!Former.Units[U].Kept)
      Gone[{Former.Units[U].MainFile, Former.Units[U].Order}] = U;
  for (uint32_t U = 0; U != P.unitCount(); ++U) {
    const ProgramUnit &Unit = P.unit(U);
    if (Unit.Former != NoUnit)
      for (uint32_t I = 0; I != Unit.Count; ++I) {
        FunctionId Old = Former.Units[Unit.Former].First + I;
        Before[Unit.First + I] = Old;
        Now[Old] = Unit.First + I;
      }
    else if (auto It = Gone.find({Unit.MainFile, Unit.Order}); It != Gone.end())
      connectUnit(U, It->second);
  }
  for (FunctionId F = 0; F != P.functionCount(); ++F)
    Changed[F] = Before[F] == NoFunction;
}

/// Functions that an edit of their file left alone.
void Changes::connectUnit(uint32_t Unit, uint32_t FormerUnit) {
  const ProgramUnit &New = P.unit(Unit);
  const FormerLink::Unit &Old = Former.Units[FormerUnit];
  if (New.Environment != Old.Environment || New.Module != Old.Module)
    return;
  llvm::DenseMap<StringId, FunctionId> ByName;
  for (FunctionId F = Old.First; F != Old.First + Old.Count; ++F)
    ByName.try_emplace(P.headOfBody(Former.Bodies[F]).Name, F);
  for (FunctionId F = New.First; F != New.First + New.Count; ++F) {
    auto It = ByName.find(P.head(F).Name);
    if (It == ByName.end() || Now[It->second] != NoFunction ||
        !P.sameBody(P.bodyOf(F), Former.Bodies[It->second]))
      continue;
    Before[F] = It->second;
    Now[It->second] = F;
  }
}

void Changes::collectNames() {
  for (FunctionId F = 0; F != P.functionCount(); ++F)
    if (Before[F] == NoFunction && !P.head(F).IsStatic)
      Names.insert(P.head(F).Name);
  for (FunctionId F = 0; F != Now.size(); ++F)
    if (const FunctionHead &Head = P.headOfBody(Former.Bodies[F]);
        Now[F] == NoFunction && !Head.IsStatic)
      Names.insert(Head.Name);
}

bool Changes::sameTargets(FunctionId F, FunctionId Old) const {
  const TargetTables &A = Calls.tables(), &B = Former.Targets;
  auto Same = [&](FunctionId Present, FunctionId Past) {
    return Past == NoFunction ? Present == NoFunction : Present == now(Past);
  };
  for (size_t I = 0; I != P.callCount(F); ++I) {
    uint32_t X = A.ByCall[A.First[F] + I], Y = B.ByCall[B.First[Old] + I];
    if (P.shapes().call(P.head(F).Shape, I).Callee) {
      if (!Same(X, Y))
        return false;
      continue;
    }
    const PointerTargets &L = A.Pointers[X], &R = B.Pointers[Y];
    if (L.Slot != R.Slot || L.Parameter != R.Parameter ||
        L.TooMany != R.TooMany ||
        !std::equal(L.Functions.begin(), L.Functions.end(), R.Functions.begin(),
                    R.Functions.end(), Same))
      return false;
  }
  return true;
}

void Changes::compareTargets() {
  for (FunctionId F = 0; F != P.functionCount(); ++F)
    TargetsDiffer[F] = Before[F] == NoFunction || !sameTargets(F, Before[F]);
}

bool Changes::sameParams(FunctionId F, FunctionId Old) const {
  auto It = Former.Targets.ByParam.find(Old);
  llvm::ArrayRef<ParamCall> L = Calls.paramCalls(F), R;
  if (It != Former.Targets.ByParam.end())
    R = It->second;
  return std::equal(L.begin(), L.end(), R.begin(), R.end(),
                    [&](const ParamCall &A, const ParamCall &B) {
                      return A.Param == B.Param && A.Call == B.Call &&
                             A.InnerIndex == B.InnerIndex &&
                             (B.Inner == NoFunction ? A.Inner == NoFunction
                                                    : A.Inner == now(B.Inner));
                    });
}

void Changes::compareParams() {
  for (FunctionId F = 0; F != P.functionCount(); ++F)
    ParamsDiffer[F] = Before[F] == NoFunction || !sameParams(F, Before[F]);
  // Who hands its parameter to one of these does something else with it, too.
  for (bool Grew = true; Grew;) {
    Grew = false;
    for (const auto &[F, List] : Calls.tables().ByParam)
      if (!ParamsDiffer[F] && llvm::any_of(List, [&](const ParamCall &C) {
            return C.Inner != NoFunction && ParamsDiffer[C.Inner];
          }))
        ParamsDiffer[F] = Grew = true;
  }
}

void Changes::compareModules() {
  for (const auto &Pair : Calls.tables().Records)
    if (!Former.Targets.Records.contains(Pair))
      Modules.insert(Pair.first);
  for (const auto &Pair : Former.Targets.Records)
    if (!Calls.tables().Records.contains(Pair))
      Modules.insert(Pair.first);
}

bool Changes::isStale(FunctionId F) const {
  if (TargetsDiffer[F] || Modules.contains(Calls.module(F)))
    return true;
  auto Differs = [&](FunctionId T) {
    return Changed[T] || (ParamsDiffer[T] && !Calls.paramCalls(T).empty());
  };
  for (size_t I = 0; I != P.callCount(F); ++I)
    if (llvm::any_of(Calls.of(F, I).Functions, Differs))
      return true;
  auto It = Former.Handed.find(Before[F]);
  return It != Former.Handed.end() &&
         llvm::any_of(It->second, [&](FunctionId Old) {
           FunctionId T = now(Old);
           return T == NoFunction || Changed[T];
         });
}

bool Changes::isStaleUnit(uint32_t Unit) const {
  const ProgramUnit &U = P.unit(Unit);
  if (U.Former == NoUnit)
    return true;
  for (FunctionId F = U.First; F != U.First + U.Count; ++F)
    if (Changed[F] || isStale(F))
      return true;
  return llvm::any_of(U.Roots, [&](const summary::UnitRoot &R) {
    if (Names.contains(R.Function))
      return true;
    FunctionId F = P.resolve(Unit, R.Function);
    return F != NoFunction && Changed[F];
  });
}

} // namespace gfpcheck::link
